// Starts both servers, lets the suite's fuzzing client at them, and compares what it says of them.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const [java, work, classpath, ...chosen] = process.argv.slice(2)
const CASES = ['1.*', '2.*', '3.*', '4.*', '5.*', '6.*', '7.*', '10.*']
const FINE = ['OK', 'INFORMATIONAL', 'NON-STRICT', 'UNIMPLEMENTED']
const START_WITHIN_MS = 180_000

const startOurs = async () => {
  const options = ['-XX:+UseSerialGC', '-Xmx512m', '--sun-misc-unsafe-memory-access=allow',
    '--enable-native-access=ALL-UNNAMED']
  const echo = spawn(java, [...options, '-cp', classpath, 'dev.parley.realtime.Echo'],
    { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the service did not start')), START_WITHIN_MS)
    echo.once('exit', code => reject(new Error(`the service ended with ${code}`)))
    createInterface(echo.stdout).on('line', line => {
      const listening = line.match(/^listening on (\d+)$/)
      if (listening !== null) {
        clearTimeout(late)
        resolve(Number(listening[1]))
      }
    })
  }).catch(error => {
    echo.kill()
    throw error
  })
  return { port, stop: () => echo.kill() }
}

const startWs = async () => {
  const { WebSocketServer } = await import(pathToFileURL(path.join(work, 'node_modules/ws/wrapper.mjs')))
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('connection', socket => {
    socket.on('message', (data, binary) => socket.send(data, { binary }))
    // a broken frame, which the suite judges
    socket.on('error', () => {})
  })
  await once(server, 'listening')
  return server.address().port
}

const runSuite = async servers => {
  const reports = path.join(work, 'reports')
  rmSync(reports, { recursive: true, force: true })
  writeFileSync(path.join(work, 'spec.json'), JSON.stringify({
    options: { failByDrop: false },
    outdir: reports,
    servers: servers.map(([agent, url]) => ({ agent, url, options: { version: 18 } })),
    cases: chosen.length > 0 ? chosen : CASES,
    'exclude-cases': [],
    'exclude-agent-cases': {}
  }))
  const script = "import sys; sys.argv = ['wstest', '-m', 'fuzzingclient', '-s', 'spec.json']; " +
    'from autobahntestsuite import wstest; wstest.run()'
  const jars = path.join(work, 'jars', '*')
  const client = spawn(java, ['-cp', jars, 'org.python.util.jython', '-c', script],
    { cwd: work, stdio: ['ignore', 'ignore', 'ignore'] })
  await once(client, 'exit')
  return JSON.parse(readFileSync(path.join(reports, 'index.json'), 'utf8'))
}

const fails = result => !FINE.includes(result.behavior) || !FINE.includes(result.behaviorClose)

const main = async () => {
  const ours = await startOurs()
  try {
    const results = await runSuite([
      ['parley', `ws://127.0.0.1:${ours.port}/ws`],
      ['ws', `ws://127.0.0.1:${await startWs()}`]
    ])
    const groups = new Map()
    for (const name of Object.keys(results.parley)) {
      const group = name.split('.')[0]
      const counts = groups.get(group) ?? { cases: 0, parley: 0, ws: 0 }
      counts.cases++
      if (fails(results.parley[name])) counts.parley++
      if (fails(results.ws[name])) counts.ws++
      groups.set(group, counts)
    }
    console.log('group  cases  parley fails  ws fails')
    for (const [group, { cases, parley, ws }] of [...groups].sort(([a], [b]) => a - b)) {
      console.log(`${group.padStart(5)}  ${String(cases).padStart(5)}  ${String(parley).padStart(12)}  ${String(ws).padStart(8)}`)
    }
    for (const agent of ['parley', 'ws']) {
      const failed = Object.keys(results[agent]).filter(name => fails(results[agent][name]))
      console.log(`${agent} fails: ${failed.join(' ') || 'nothing'}`)
    }
    const only = Object.keys(results.parley)
      .filter(name => fails(results.parley[name]) && !fails(results.ws[name]))
    console.log(only.length === 0 ? 'We fail nothing that ws does not fail.' : `FAILED by us alone: ${only.join(' ')}`)
    console.log(`Reports: ${path.join(work, 'reports', 'index.html')}`)
    return Object.keys(results.parley).length > 0 && only.length === 0 ? 0 : 1
  } finally {
    ours.stop()
  }
}

process.exit(await main())
