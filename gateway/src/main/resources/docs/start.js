// Runs when the page has been read: both scripts are deferred, and this one is the second.
window.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#page',
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'none',
  filter: true,
  // tokens live as long as the page and are stored nowhere
  persistAuthorization: false,
  // nothing is sent to anybody else
  validatorUrl: null
});
