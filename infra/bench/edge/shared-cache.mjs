// Many users ask for what is theirs and for what is everybody's, and some go away on the way: nobody
// may ever see what is another's, or half of anything.
import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import { run, startGateway } from './gateway.mjs'

const [java, total = '100000', atOnce = '64'] = process.argv.slice(2)
const USERS = 200
const GOING_AWAY = 0.05

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const base64 = value => Buffer.from(JSON.stringify(value)).toString('base64url')

const token = name => {
  const now = Math.floor(Date.now() / 1000)
  const head = base64({ alg: 'RS256', typ: 'at+jwt', kid: 'bench' })
  const claims = base64({
    iss: 'parley', aud: 'parley', sub: randomUUID(), jti: randomUUID(), name, role: 'user', scope: '', iat: now, exp: now + 3600
  })
  const signature = createSign('RSA-SHA256').update(`${head}.${claims}`).sign(privateKey).toString('base64url')
  return `${head}.${claims}.${signature}`
}

const text = key => createHash('sha256').update(key).digest('hex').repeat(20)

const reads = { private: 0, public: 0 }
const play = (request, response) => {
  const path = new URL(request.url, 'http://service').pathname
  const answer = (caching, body) => {
    response.writeHead(200, {
      'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), ...caching && { 'Cache-Control': caching }
    })
    response.end(body)
  }
  if (path === '/.well-known/jwks.json') {
    answer('no-store', JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'bench', alg: 'RS256', use: 'sig' }] }))
  } else if (path.startsWith('/api/v1/shared/')) {
    reads.public++
    answer('public, max-age=1', JSON.stringify(text(request.url)))
  } else if (path.startsWith('/api/v1/own/')) {
    reads.private++
    // every other says nothing of who may keep it
    answer(path.endsWith('0') ? null : 'private, max-age=60', JSON.stringify(text(request.url + request.headers.authorization)))
  } else {
    answer(null, '{}')
  }
}

const main = async () => {
  const service = http.createServer({ keepAliveTimeout: 60_000 }, play).listen(0, '127.0.0.1')
  await once(service, 'listening')
  const { port } = await startGateway(java, service.address().port)
  const agent = new http.Agent({ keepAlive: true, maxSockets: Number(atOnce) })
  const users = Array.from({ length: USERS }, (_, i) => `Bearer ${token(`user-${i}`)}`)
  const counts = { whole: 0, hits: 0, away: 0, wrong: 0, failed: 0 }

  const ask = () => new Promise(resolve => {
    const user = users[Math.floor(Math.random() * USERS)]
    const own = Math.random() < 0.5
    const path = own ? `/api/v1/own/${Math.floor(Math.random() * 10)}` : `/api/v1/shared/${Math.floor(Math.random() * 50)}`
    const expected = JSON.stringify(text(own ? path + user : path))
    const leaves = Math.random() < GOING_AWAY
    const request = http.get({ host: '127.0.0.1', port, path, agent, headers: { Authorization: user } }, response => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', part => { body += part })
      response.on('end', () => {
        if (response.statusCode !== 200 || body !== expected) {
          counts.wrong++
          if (counts.wrong < 5) console.log(`${path}: ${response.statusCode} ${body.slice(0, 200)}`)
        } else {
          counts.whole++
          if (response.headers['cache-status']?.includes('; hit')) {
            counts.hits++
            if (own) counts.wrong++
          }
        }
        resolve()
      })
    })
    request.on('error', () => {
      counts[leaves ? 'away' : 'failed']++
      resolve()
    })
    if (leaves) setTimeout(() => request.destroy(), Math.random() * 10)
  })

  const begun = Date.now()
  let left = Number(total)
  await Promise.all(Array.from({ length: Number(atOnce) }, async () => {
    while (left-- > 0) await ask()
  }))
  const seconds = (Date.now() - begun) / 1000
  console.log(`${total} requests of ${USERS} users in ${seconds.toFixed(1)} s: ${JSON.stringify(counts)}, the service was asked ${JSON.stringify(reads)}`)
  return counts.wrong + counts.failed === 0 ? 0 : 1
}

await run(main)
