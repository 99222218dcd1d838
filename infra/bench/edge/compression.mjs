// What compressing an answer saves, and what it costs the gateway: the CPU time of its process by
// coding and length of the answer, beside the same answer as it is.
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import { run, startGateway } from './gateway.mjs'

const [java, requests = '3000'] = process.argv.slice(2)
const CODINGS = ['identity', 'br', 'gzip', 'deflate']
const WARMING = 2
const ROUNDS = 3
const LENGTHS = [1_200, 15_000, 100_000]
const WORDS = 'the message conversation quick later build failed again we should look deploy please ok thanks tomorrow release'.split(' ')

let seed = 1
const random = most => {
  seed = (seed * 48271) % 2147483647
  return seed % most
}
const id = () => Array.from({ length: 32 }, () => random(16).toString(16)).join('')

/** A page of messages, about so long. */
const page = length => {
  const items = []
  while (JSON.stringify({ items }).length < length) {
    items.push({
      id: id(),
      conversation_id: '018f2b1caaaa7bbb8ccc0123456789ab',
      seq: random(100000),
      author: { id: id(), username: `user-${random(30)}`, display_name: `User ${random(30)}` },
      role: 'user',
      content: Array.from({ length: 5 + random(20) }, () => WORDS[random(WORDS.length)]).join(' '),
      created_at: `2026-11-21T17:${10 + random(50)}:02.${100 + random(900)}Z`,
      reactions: [],
      metadata: {}
    })
  }
  return JSON.stringify({ items })
}

/** In seconds; Linux counts in hundredths. */
const cpu = pid => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

const median = figures => [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)]

const main = async () => {
  const bodies = Object.fromEntries(LENGTHS.map(length => [length, page(length)]))
  const service = http.createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const body = bodies[new URL(request.url, 'http://service').searchParams.get('length')] ?? '{}'
    response.writeHead(200, {
      'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), 'Cache-Control': 'private', ETag: '"x"'
    })
    response.end(body)
  }).listen(0, '127.0.0.1')
  await once(service, 'listening')
  const { port, pid } = await startGateway(java, service.address().port)
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 })

  const ask = (length, coding) => new Promise((resolve, reject) => {
    http.get({ host: '127.0.0.1', port, path: `/api/v1/site?length=${length}`, agent, headers: { 'Accept-Encoding': coding } },
      response => {
        let bytes = 0
        response.on('data', part => { bytes += part.length })
        response.on('end', () => resolve(bytes))
      }).on('error', reject)
  })
  const many = async (length, coding) => {
    let left = Number(requests)
    await Promise.all(Array.from({ length: 4 }, async () => {
      while (left-- > 0) await ask(length, coding)
    }))
  }
  const cases = LENGTHS.flatMap(length => CODINGS.map(coding => ({ length, coding, figures: [] })))

  for (let round = -WARMING; round < ROUNDS; round++) {
    console.error(round < 0 ? `warming up, ${-round} to go` : `round ${round + 1} of ${ROUNDS}`)
    for (const { length, coding, figures } of round % 2 === 0 ? cases : cases.toReversed()) {
      const before = cpu(pid)
      await many(length, coding)
      if (round >= 0) figures.push((cpu(pid) - before) / Number(requests) * 1e6)
    }
  }
  for (const { length, coding, figures } of cases) {
    const bytes = await ask(length, coding)
    const plain = median(cases.find(other => other.length === length && other.coding === 'identity').figures)
    console.log(`${bodies[length].length} bytes, ${coding}: ${bytes} (1 : ${(bodies[length].length / bytes).toFixed(1)}),`
      + ` ${median(figures).toFixed(0)} µs of CPU an answer [${figures.map(each => each.toFixed(0)).sort((a, b) => a - b).join(', ')}],`
      + ` ${(median(figures) - plain).toFixed(0)} of them for compressing`)
  }
  return 0
}

await run(main)
