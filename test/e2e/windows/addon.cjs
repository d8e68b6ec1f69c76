// Loaded first by Node.js for Windows (--require). Where npm has compiled better-sqlite3 for the machine that runs the suite, its own
// look-up would take that addon, which is no Windows program; the package brings the one for Windows along.
const load = process.dlopen;
process.dlopen = (module, file, ...rest) =>
  load.call(
    process,
    module,
    file.replace(/build[\\/]Release[\\/]better_sqlite3\.node$/u, 'prebuilds\\win32-x64.node'),
    ...rest,
  );
