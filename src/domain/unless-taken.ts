import { isTaken } from '../db/client.ts';
import { ConflictError } from '../errors.ts';

/** @throws ConflictError ALREADY_EXISTS when the database refuses a value that is to be unique */
export async function unlessTaken<Result>(writing: Promise<Result>, message: string): Promise<Result> {
  try {
    return await writing;
  } catch (error) {
    throw isTaken(error) ? new ConflictError('ALREADY_EXISTS', message) : error;
  }
}
