// Scores customers by recency, frequency and monetary value in DuckDB, and prints one line of JSON.
// Usage: node run.mjs [rows=50000000] [customers=5000000] [runs=5] [threads=2]
import { DuckDBInstance, version } from '@duckdb/node-api';

const rows = Number(process.argv[2] ?? 50_000_000);
const customers = Number(process.argv[3] ?? 5_000_000);
const runs = Number(process.argv[4] ?? 5);
const threads = Number(process.argv[5] ?? 2);
for (const [name, value] of Object.entries({ rows, customers, runs, threads })) {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new RangeError(`${name} must be a whole number of at least 1.`);
  }
}

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
await connection.run(`PRAGMA threads=${threads}`);

// murmur3's 32-bit finaliser, in 64-bit unsigned numbers that never pass 2^64: README.md has the formula.
for (const statement of [
  'CREATE MACRO mix1(x) AS ((xor(x, x >> 16)) * 2246822507::UBIGINT) & 4294967295::UBIGINT',
  'CREATE MACRO mix2(x) AS ((xor(x, x >> 13)) * 3266489909::UBIGINT) & 4294967295::UBIGINT',
  'CREATE MACRO mix3(x) AS xor(x, x >> 16)',
  'CREATE MACRO mix(x) AS mix3(mix2(mix1(x & 4294967295::UBIGINT)))',
  // The square crowds the orders on few customers; the prime spreads those over all indices.
  `CREATE MACRO pick(h, n) AS ((((((h * h) >> 32) * n) >> 32) * 2654435761::UBIGINT) % n)`,
  `CREATE TABLE orders AS
   SELECT pick(mix(i * 3), ${customers}::UBIGINT)::INTEGER AS customer,
          (19000 + mix(i * 3 + 1) % 730)::INTEGER AS day,
          ((100 + mix(i * 3 + 2) % 49901) * 100)::BIGINT AS amount
   FROM (SELECT range::UBIGINT AS i FROM range(${rows}))`,
]) {
  await connection.run(statement);
}

// NTILE cuts ties by whatever order the rows have, so that the scores of equal customers differ from run to run;
// the measures and the number of customers do not, and they are the checksum.
const query = `
  CREATE OR REPLACE TABLE scored AS
  WITH measures AS (
    SELECT customer, max(day) AS last_day, count(*) AS orders, sum(amount) AS amount
    FROM orders GROUP BY customer),
  scores AS (
    SELECT *,
      ntile(5) OVER (ORDER BY last_day) AS r,
      ntile(5) OVER (ORDER BY orders) AS f,
      ntile(5) OVER (ORDER BY amount) AS m
    FROM measures)
  SELECT *,
    CASE WHEN r >= 4 AND f >= 4 AND m >= 4 THEN 1
         WHEN r >= 3 AND f >= 3 THEN 2
         WHEN r <= 2 AND f >= 3 THEN 3
         WHEN r <= 2 AND f <= 2 THEN 4
         ELSE 5 END::UTINYINT AS tier
  FROM scores`;

const group = `
  CREATE OR REPLACE TABLE grouped AS
  SELECT customer, max(day) AS last_day, count(*) AS orders, sum(amount) AS amount
  FROM orders GROUP BY customer`;

async function time(sql) {
  const seconds = [];
  for (let run = 0; run < runs; run++) {
    const start = process.hrtime.bigint();
    await connection.run(sql);
    seconds.push(Number(process.hrtime.bigint() - start) / 1e9);
  }
  seconds.sort((a, b) => a - b);
  return { best: seconds[0], median: seconds[runs >> 1] };
}

const whole = await time(query);
const groupOnly = await time(group);
const reader = await connection.runAndReadAll(`
  SELECT count(*)::VARCHAR AS customers, sum(last_day)::VARCHAR AS last_day, sum(orders)::VARCHAR AS orders,
    sum(amount)::VARCHAR AS amount,
    (sum((last_day * 31 + orders * 17 + amount)::HUGEINT * (customer + 1)) % 9223372036854775807)::VARCHAR AS weighted
  FROM scored`);
const [checksum] = reader.getRowObjects();
console.log(JSON.stringify({
  peer: 'duckdb', version: version(), threads, rows, customers, runs,
  bestSeconds: whole.best, medianSeconds: whole.median,
  groupBestSeconds: groupOnly.best, groupMedianSeconds: groupOnly.median, checksum,
}));
connection.closeSync();
