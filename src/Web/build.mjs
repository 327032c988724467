// node build.mjs install           npm ci, once
// node build.mjs bundle APP OUT    type check and bundle console/ or simulator/ into OUT/APP
// One at a time: a lock file holds the winner's pid, and the losers find the work done.
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";

const [what, app = "", outRoot = "wwwroot"] = process.argv.slice(2);
if (what !== "install" && !(what === "bundle" && existsSync(join(app, "vite.config.ts")))) {
  console.error("Usage: node build.mjs install | bundle APP OUT   (APP is a folder here with a vite.config.ts)");
  process.exit(2);
}

const work = resolve("obj/web");
const out = resolve(outRoot, app);
const stamp = what === "install" ? resolve("node_modules/.stamp") : join(out, "index.html");

takeLock(join(work, "lock"));
if (!isDone()) {
  const began = new Date();
  if (what === "install") install();
  else bundle();
  // A source saved while we were building is newer than the stamp: the next build sees it.
  utimesSync(stamp, began, began);
}

function install() {
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(stamp, "");
}

/** Builds aside and renames, so that a failed build leaves the last good one in place. */
function bundle() {
  const next = join(work, `${app}.next`);
  const old = join(work, `${app}.old`);
  run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", app]);
  run(process.execPath, ["node_modules/vite/bin/vite.js", "build", app, "--logLevel=warn", "--outDir", next]);
  rmSync(old, { recursive: true, force: true });
  mkdirSync(resolve(outRoot), { recursive: true });
  if (existsSync(out)) renameSync(out, old);
  renameSync(next, out);
  rmSync(old, { recursive: true, force: true });
}

/** Asked inside the lock: whoever held it before us may have done it. */
function isDone() {
  const shared = ["package.json", "package-lock.json", "build.mjs", "tsconfig.base.json", "vite.shared.ts"];
  const inputs = what === "install"
    ? changed("package-lock.json")
    : Math.max(newest(join(app, "src")), newest("rtc"), ...[...shared, ...["index.html", "tsconfig.json", "vite.config.ts"].map(f => join(app, f))].map(changed));
  return existsSync(stamp) && changed(stamp) >= inputs;
}

function changed(file) {
  return statSync(file).mtimeMs;
}

function newest(folder) {
  return Math.max(...readdirSync(folder, { withFileTypes: true, recursive: true }).filter(f => f.isFile()).map(f => changed(join(f.parentPath, f.name))));
}

function run(command, args) {
  const result = spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  if (result.error) console.error(`Could not start '${command}': ${result.error.message}. Is Node.js 20.19 or later installed?`);
  if (result.status !== 0) process.exit(result.status ?? 1);
}

function takeLock(lock) {
  mkdirSync(work, { recursive: true });
  for (;;) {
    try {
      const file = openSync(lock, "wx");
      writeSync(file, String(process.pid));
      closeSync(file);
      process.on("exit", () => rmSync(lock, { force: true }));
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (!holderLives(lock)) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}

/** True while the pid in the lock runs, or the lock has just been taken or released and holds none yet. */
function holderLives(lock) {
  let pid = 0;
  try { pid = Number(readFileSync(lock, "utf8")); } catch { return true; }
  if (!pid) return true;
  try { process.kill(pid, 0); return true; } catch { return false; }
}
