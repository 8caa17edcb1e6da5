#!/usr/bin/env node
// Stand-in for Prisma's native schema-engine executable (PRISMA_SCHEMA_ENGINE_BINARY).
// Speaks the CLI's newline-delimited JSON-RPC on stdin/stdout, backed by Prisma's own WASM engine.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as wasm from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message(m) {
    this.message = m;
  },
};
const require = createRequire(import.meta.url);
const file = require.resolve('@prisma/schema-engine-wasm').replace(/schema_engine\.js$/, 'schema_engine_bg.wasm');
const { instance } = await WebAssembly.instantiate(readFileSync(file), { './schema_engine_bg.js': wasm });
wasm.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

const { values: opt, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string' },
    version: { type: 'boolean' },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
  },
});
if (opt.version) {
  console.log(`schema-engine-wasm ${wasm.version()}`);
  process.exit(0);
}
const { url, shadowDatabaseUrl } = JSON.parse(opt.datasource ?? '{}');

async function admin(sql) {
  // runs against the maintenance database
  const u = new URL(url);
  u.pathname = '/postgres';
  const c = new pg.Client({ connectionString: u.href });
  await c.connect();
  try {
    return await c.query(sql);
  } finally {
    await c.end();
  }
}
const dbName = () => decodeURIComponent(new URL(url).pathname.slice(1));
const createDatabase = async () => {
  await admin(`CREATE DATABASE "${dbName().replaceAll('"', '""')}"`);
  return { databaseName: dbName() };
};

if (positionals[0] === 'cli') {
  // can-connect-to-database | create-database
  try {
    if (positionals[1] === 'create-database') await createDatabase();
    else {
      const a = await new PrismaPg({ connectionString: url }).connect();
      await a.queryRaw({ sql: 'SELECT 1', args: [], argTypes: [] });
      await a.dispose();
    }
    process.exit(0);
  } catch (e) {
    const missing = e.cause?.kind === 'DatabaseDoesNotExist';
    const fields = {
      message: missing ? `Database ${dbName()} does not exist` : `Can't reach database server: ${e.message}`,
      error_code: missing ? 'P1003' : 'P1001',
    };
    process.stderr.write(
      `schema-engine\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}`,
    ); // CLI drops line 1, parses the rest; no final newline
    process.exit(1);
  }
}

// adapter-pg lacks the "char" type that catalogue queries return, splits scripts on every ";" (breaks $$ bodies),
// and its shadow-database helper ignores the new name when given a connection string (it would use the MAIN database).
function patch(a) {
  const io = a.performIO.bind(a),
    begin = a.startTransaction?.bind(a),
    query = a.queryRaw.bind(a),
    CHAR = 18,
    TEXT = 25,
    chars = new WeakMap();
  a.performIO = async (q) => {
    const r = await io(q);
    chars.set(
      q,
      r.fields.map((f) => f.dataTypeID === CHAR),
    );
    for (const f of r.fields) if (f.dataTypeID === CHAR) f.dataTypeID = TEXT;
    return r;
  };
  a.queryRaw = async (q) => {
    const r = await query(q);
    chars.get(q)?.forEach((is, i) => {
      if (is) r.columnTypes[i] = ColumnTypeEnum.Character;
    });
    return r;
  };
  a.executeScript = async (script) => {
    try {
      await a.client.query(script);
    } catch (e) {
      a.onError(e);
    }
  };
  if (begin) a.startTransaction = async (level) => patch(await begin(level));
  return a;
}
const connectTo = async (u) => patch(await new PrismaPg({ connectionString: u, max: 1 }).connect());
const shadows = new Set(); // created and not yet dropped
const dropShadow = async (name) => {
  await admin(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  shadows.delete(name);
};
const factory = {
  provider: 'postgres',
  adapterName: '@prisma/adapter-pg',
  connect: () => connectTo(url ?? 'postgresql://unused@127.0.0.1:1/unused'),
  async connectToShadowDb() {
    if (shadowDatabaseUrl) return connectTo(shadowDatabaseUrl);
    const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    await admin(`CREATE DATABASE "${name}"`);
    shadows.add(name);
    const u = new URL(url);
    u.pathname = `/${name}`;
    const shadow = await connectTo(u.href),
      dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await dropShadow(name);
    };
    return shadow;
  },
};
const datamodels = opt.datamodels?.map((f) => [f, readFileSync(f, 'utf8')]);
let engine;
const getEngine = () =>
  (engine ??= wasm.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory)));
async function invoke(method, params) {
  const e = await getEngine();
  try {
    return await e[method](params);
  } catch (err) {
    // these calls can only use a shadow schema already cached by devDiagnostic
    if (!/external factory/.test(err.message) || !params?.migrationsList) throw err;
    await e.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
    return e[method](params);
  }
}
const send = (o) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...o })}\n`);
let current; // a Rust panic surfaces as an uncaught exception and leaves its call pending for ever: answer it, or the CLI ends quietly with status 0
process.on('uncaughtException', (e) => {
  current?.(new Error(globalThis.PRISMA_WASM_PANIC_REGISTRY.message || e.message));
});
async function handle({ id, method, params }) {
  try {
    const call =
      method === 'createDatabase'
        ? createDatabase()
        : invoke(method === 'getDatabaseVersion' ? 'version' : method, params);
    let result = await Promise.race([
      call,
      new Promise((_, no) => {
        current = no;
      }),
    ]);
    if (method === 'diff' && result.stdout != null) {
      send({ id: `print-${id}`, method: 'print', params: { content: result.stdout } });
      result = { ...result, stdout: null };
    }
    send({ id, result: result ?? {} });
  } catch (e) {
    send({
      id,
      error: { code: 4466, message: e.message, data: { is_panic: false, message: e.message, error_code: e.code } },
    });
  }
}
let queue = Promise.resolve(),
  leaving;
const leave = () =>
  (leaving ??= queue.then(() => Promise.all([...shadows].map(dropShadow))).finally(() => process.exit(0)));
process.on('SIGTERM', leave); // the CLI closes stdin and sends SIGTERM at once
createInterface({ input: process.stdin })
  .on('line', (l) => {
    if (!l.trim()) return;
    const m = JSON.parse(l);
    if (m.method) queue = queue.then(() => handle(m));
  })
  .on('close', leave);
