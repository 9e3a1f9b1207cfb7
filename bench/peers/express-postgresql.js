import express from 'express';
import pg from 'pg';
import { answerWith, readTable } from './table.js';

const { list, entries, columns } = await readTable();
const quoted = columns.map(({ name }) => `"${name}"`);
const pool = new pg.Pool({ connectionString: process.env.POSTGRES_URL });
await pool.query('DROP TABLE IF EXISTS entries');
const types = columns.map(({ name, isJson }) => `"${name}" ${isJson ? 'json' : 'text'}`);
await pool.query(`CREATE TABLE entries (position integer PRIMARY KEY, ${types.join(', ')})`);
const places = [0, ...columns].map((_, index) => `$${index + 1}`);
for (const [position, entry] of entries.entries())
  await pool.query(`INSERT INTO entries VALUES (${places.join(', ')})`, [
    position,
    ...columns.map((column) => valueOf(entry, column)),
  ]);
await pool.query('ANALYZE entries');
// Named, so that PostgreSQL plans it once for each connection.
const select = {
  name: 'list',
  text: `SELECT ${quoted.join(', ')} FROM entries ORDER BY position`,
};

const app = express();
app.get('/list.json', async (_request, response) => {
  const { rows } = await pool.query(select);
  response.json(answerWith(list, columns, rows, (value) => value));
});
app.listen(Number(process.env.PORT), '127.0.0.1');

function valueOf(entry, { name, isJson }) {
  if (entry[name] === undefined) return null;
  return isJson ? JSON.stringify(entry[name]) : entry[name];
}
