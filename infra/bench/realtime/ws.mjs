// What the documentation of npm's ws shows: whatever one says, everyone else hears.
// usage: node ws.mjs <folder of node_modules> <port>
import { createRequire } from 'node:module';

const [modules, port] = process.argv.slice(2);
const { WebSocketServer, WebSocket } = createRequire(`${modules}/`)('ws');

const server = new WebSocketServer({ host: '127.0.0.1', port: Number(port), backlog: 1024 });
server.on('connection', (speaker) => {
  speaker.on('error', () => speaker.terminate());
  speaker.on('message', (message, isBinary) => {
    for (const client of server.clients) {
      if (client !== speaker && client.readyState === WebSocket.OPEN) {
        client.send(message, { binary: isBinary });
      }
    }
  });
});
