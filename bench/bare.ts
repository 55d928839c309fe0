/** The peer of `report-case`: a bare Fastify + pg handler doing the same inserts in one round trip, and nothing else. */
import Fastify from 'fastify'
import pg from 'pg'

const [url = '', statementFile = '', port = '0'] = process.argv.slice(2)
const { readFileSync } = await import('node:fs')
const { create, list, read } = JSON.parse(readFileSync(statementFile, 'utf8')) as Record<
  'create' | 'list' | 'read',
  string
>
const pool = new pg.Pool({
  connectionString: url,
  max: 16,
  application_name: 'bare',
  idleTimeoutMillis: 0,
  options: '-c search_path=liren,public',
})
const app = Fastify()
const body = {
  type: 'object',
  required: ['id', 'text'],
  properties: { id: { type: 'string', format: 'uuid' }, text: { type: 'string', maxLength: 2000 } },
}
let serial = 0

app.post('/create', { schema: { body } }, async (request, reply) => {
  const { id, text } = request.body as { id: string; text: string }
  serial += 1
  const { rows } = await pool.query({
    name: 'create',
    text: create,
    values: [id, text, `B${String(serial).padStart(11, '0')}`],
  })
  return reply.code(201).send(rows[0])
})
app.get('/list', async (_request, reply) => {
  const { rows } = await pool.query<{ list: string }>({ name: 'list', text: list })
  return reply.type('application/json').send(rows[0]?.list ?? '[]')
})
app.get('/read/:id', async (request, reply) => {
  const { id } = request.params as { id: string }
  const { rows } = await pool.query<{ one: string }>({ name: 'read', text: read, values: [id] })
  return reply.type('application/json').send(rows[0]?.one ?? 'null')
})
await app.listen({ host: '127.0.0.1', port: Number(port) })
console.log(JSON.stringify(app.server.address()))
