// The peer of `npm run bench:ui`: the least that an Electron program with one window can be.
const { app, BrowserWindow } = require('electron');

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true } });
  void window.loadURL('data:text/html,<title>Empty</title><h1>Empty</h1>');
});
