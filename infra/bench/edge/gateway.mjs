// The packaged gateway as a process of its own, before a service that a benchmark plays. Without
// Redis, which it can do without, and without limits.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'

const children = []

export const start = (command, args, options) => {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options })
  children.push(child)
  return child
}

/** Ends with what the benchmark returns, and whatever it started ends with it. */
export const run = async main => {
  let code = 1
  try {
    code = await main()
  } catch (failure) {
    console.error(failure)
  }
  children.forEach(child => child.kill())
  process.exit(code)
}

export const freePort = async () => {
  const probe = http.createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address()
  probe.close()
  return port
}

/** Its port and process, when it answers with what the service says at an open path. */
export const startGateway = async (java, service) => {
  const port = await freePort()
  const { pid } = start(java, ['@infra/docker/jvm.options', '-XX:+UseSerialGC', '-Xmx256m',
    '-jar', 'gateway/target/gateway-0.1.0-SNAPSHOT.jar',
    `--spring.cloud.discovery.client.simple.instances.chat-service[0].uri=http://127.0.0.1:${service}`],
  {
    env: {
      ...process.env,
      SERVER_PORT: String(port),
      SERVER_ADDRESS: '127.0.0.1',
      EUREKA_CLIENT_ENABLED: 'false',
      DISCOVERY_PASSWORD: 'nobody-asks-for-it',
      PARLEY_JWKS_URL: `http://127.0.0.1:${service}/.well-known/jwks.json`,
      REDIS_URL: 'redis://127.0.0.1:1',
      RATE_LIMIT_ENABLED: 'false',
      LOG_LEVEL: 'error'
    }
  })
  for (let i = 0; i < 1200; i++) {
    const ready = await fetch(`http://127.0.0.1:${port}/api/v1/site`).then(answer => answer.ok, () => false)
    if (ready) {
      await warmUp(port)
      return { port, pid }
    }
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error('the gateway did not start')
}

/** The first requests of a Java process are slow. */
const warmUp = async port => {
  for (let i = 0; i < 300; i++) {
    await fetch(`http://127.0.0.1:${port}/api/v1/site?${i}`).then(answer => answer.text())
  }
}
