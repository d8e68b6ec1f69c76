import { contextBridge, ipcRenderer } from 'electron';

// The page can ask for a port to the core and gets it as a message to its own window: nothing else crosses this bridge.
contextBridge.exposeInMainWorld('enrollmentDesk', { connect: () => ipcRenderer.send('core:connect') });

ipcRenderer.on('core:port', ({ ports }) => window.postMessage('enrollment-desk:port', window.origin, ports));
