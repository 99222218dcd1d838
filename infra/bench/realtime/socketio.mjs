// What the documentation of socket.io shows: whatever one says, everyone else hears.
// usage: node socketio.mjs <folder of node_modules> <port>
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const [modules, port] = process.argv.slice(2);
const { Server } = createRequire(`${modules}/`)('socket.io');

const http = createServer();
const server = new Server(http);
server.on('connection', (speaker) => {
  speaker.on('message', (message) => speaker.broadcast.emit('message', message));
});
http.listen(Number(port), '127.0.0.1', 1024);
