// The page has no use for WebRTC, and it is the one way to send that no Content-Security-Policy closes. The desktop app and newer browsers
// close it themselves; where they do not, what goes wrong in the page finds none. Before anything else of the page is run.
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'mozRTCPeerConnection'])
  Reflect.deleteProperty(window, name);
