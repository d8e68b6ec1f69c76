import { contextBridge, ipcRenderer, webFrame, webUtils } from 'electron';

// What crosses this bridge: a port to the core, asked for and handed over as a message to the page's own window; what the page
// asks of the program around it, which looks at every word; and which files of this computer were dropped on the page.
contextBridge.exposeInMainWorld('enrollmentDesk', {
  connect: () => ipcRenderer.invoke('core:connect'),
  ask: (message: unknown) => ipcRenderer.invoke('desk:ask', message),
  drop: (files: File[]) =>
    ipcRenderer.invoke(
      'desk:drop',
      files.map((file) => webUtils.getPathForFile(file)),
    ),
});

ipcRenderer.on('core:port', ({ ports }) => window.postMessage('enrollment-desk:port', window.origin, ports));
ipcRenderer.on('desk:told', (_event, told: unknown) =>
  window.postMessage({ type: 'enrollment-desk:told', told }, window.origin),
);

// Measured: a fifth of the page's memory is what its start has left behind, and stays for hours where nobody asks for it. So it is asked
// for once the page has been there for a while, and when nobody sees it.
const letGo = (): number => requestIdleCallback(() => webFrame.clearCache());
setTimeout(letGo, 5000);
document.addEventListener('visibilitychange', () => {
  if (document.hidden) letGo();
});
