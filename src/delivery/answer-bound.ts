import type { buildConnector } from 'undici';

/**
 * The limit of all bytes that a receiver sends back for one request: a head of 64 KiB, a compressed body of as much,
 * and what frames them. undici counts headers and Hookline the body, but neither counts what is skipped between them: a
 * reason phrase, blanks, extensions of chunks, trailers.
 */
const ANSWER_MAX_BYTES = 256 * 1024;

/** What came back is no answer, or has no end. */
export class InvalidAnswerError extends Error {
  readonly code: 'ANSWER_TOO_LONG' | 'HPE_INVALID_STATUS' | 'UNASKED_UPGRADE';

  constructor(code: InvalidAnswerError['code']) {
    super('invalid answer');
    this.name = new.target.name;
    this.code = code;
  }
}

/** Closes a connection over which more comes than an answer, as parsing it would leave no time for other receivers. */
export function boundAnswers(connector: buildConnector.connector): buildConnector.connector {
  return (target, callback) =>
    connector(target, (...[error, socket]) => {
      if (error) return callback(error, null);
      let written = 0;
      let before = 0;
      let seen = socket.bytesRead;
      // Runs before undici's own listener, which reads all there is.
      socket.on('readable', () => {
        if (socket.bytesWritten !== written) {
          // A request was sent since, so these are the first bytes of its answer.
          written = socket.bytesWritten;
          before = seen;
        }
        seen = socket.bytesRead;
        if (seen - before > ANSWER_MAX_BYTES) socket.destroy(new InvalidAnswerError('ANSWER_TOO_LONG'));
      });
      callback(null, socket);
    });
}
