/** What we use of socket.io-client, as a part of its own that is fetched while the session is opened. */
export { Manager } from 'socket.io-client';
