// Runs the tests of http-cache-tests against the gateway as it is deployed. Its server's addresses
// are none of ours, so each is written as that of a file's content with a signature, which anybody
// may ask for, on its way in, and as it was on its way out.
import { once } from 'node:events'
import http from 'node:http'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { freePort, run, start, startGateway } from './gateway.mjs'

const [java, modules, only] = process.argv.slice(2)
const tests = path.resolve(modules, 'http-cache-tests')
const load = file => import(pathToFileURL(path.join(file.startsWith('node') ? modules : tests, file)))

// whatever of these fails shows somebody what is not theirs
const MUST = /^(other-authorization|cc-resp-private|cc-resp-no-store|headers-.*set-cookie)/i

/** Hands requests on to another port, under another address. */
const relay = async (route) => {
  const server = http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const to = route(request.url)
    if (to === null) {
      response.end('{}')
      return
    }
    const onward = http.request(
      { host: '127.0.0.1', method: request.method, headers: request.rawHeaders, agent: false, ...to },
      answer => {
        response.writeHead(answer.statusCode, answer.statusMessage, answer.rawHeaders)
        answer.pipe(response)
      })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server.address().port
}

const judge = (test, results) => {
  const result = results[test.id]
  if (result === true) return 'pass'
  if (result === undefined || result[0] === 'Setup') return 'setup'
  // says nothing where what it builds on does not hold
  if (test.depends_on?.some(other => other in results && results[other] !== true)) return 'setup'
  return (test.kind ?? 'required') === 'required' ? 'FAIL' : test.kind
}

const main = async () => {
  const origin = await freePort()
  start('node', ['server/server.mjs'], {
    cwd: tests,
    env: {
      ...process.env,
      npm_config_protocol: 'http',
      npm_config_port: String(origin),
      npm_config_pidfile: '/dev/null'
    }
  })
  const service = await relay(url => {
    const asked = new URL(url, 'http://service').searchParams.get('asked')
    return asked === null ? null : { port: origin, path: asked }
  })
  const { port: gateway } = await startGateway(java, service)
  const front = await relay(url => {
    const id = url.match(/^\/test\/([0-9a-f-]{36})/)
    return id === null
      ? { port: origin, path: url }
      : { port: gateway, path: `/api/v1/files/${id[1]}/content?signature=1&asked=${encodeURIComponent(url)}` }
  })

  const { default: suites } = await load('tests/index.mjs')
  const { runTests, getResults } = await load('client/runner.mjs')
  const { default: nodeFetch } = await load('node-fetch/lib/index.mjs')
  const chosen = only === undefined
    ? suites
    : suites.map(suite => ({ ...suite, tests: suite.tests.filter(test => test.id === only) }))
  // few at a time: a request that is retried because all is slow counts twice at their server
  await runTests(chosen, nodeFetch, false, `http://127.0.0.1:${front}`, 25)

  const results = getResults()
  const broken = []
  for (const suite of chosen) {
    const counts = {}
    for (const test of suite.tests.filter(test => !test.browser_only)) {
      const verdict = judge(test, results)
      counts[verdict] = (counts[verdict] ?? 0) + 1
      if (verdict !== 'pass' && (verdict === 'FAIL' || only !== undefined)) {
        console.log(`  ${verdict} ${test.id}: ${results[test.id]?.[1]}`)
      }
      if (verdict === 'FAIL' && (suite.id === 'auth' || MUST.test(test.id))) broken.push(test.id)
    }
    console.log(`${suite.name}: ${JSON.stringify(counts)}`)
  }
  console.log(broken.length === 0
    ? 'Authentication and private data: no failure.'
    : `Authentication and private data: FAILED ${broken.join(' ')}`)
  return broken.length === 0 ? 0 : 1
}

await run(main)
