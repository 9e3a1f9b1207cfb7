import Database from 'better-sqlite3';
import fastify from 'fastify';
import { pathOf } from './answers.js';
import { answerWith, readTable } from './table.js';

const { list, entries, columns } = await readTable();
const quoted = columns.map(({ name }) => `"${name}"`);
const database = new Database(pathOf(`list-${process.pid}.db`));
database.pragma('journal_mode = WAL');
database.exec(`CREATE TABLE entries (position integer PRIMARY KEY, ${quoted.join(', ')})`);
const insert = database.prepare(
  `INSERT INTO entries VALUES (?, ${columns.map(() => '?').join(', ')})`,
);
for (const [position, entry] of entries.entries())
  insert.run(position, ...columns.map((column) => valueOf(entry, column)));
const select = database.prepare(`SELECT ${quoted.join(', ')} FROM entries ORDER BY position`);

const app = fastify();
app.get('/list.json', () => answerWith(list, columns, select.all(), JSON.parse));
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });

function valueOf(entry, { name, isJson }) {
  if (entry[name] === undefined) return null;
  return isJson ? JSON.stringify(entry[name]) : entry[name];
}
