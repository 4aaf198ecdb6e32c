import { DataDirBusyError } from '../kernel/start-error.ts';
import { UsageError } from './usage-error.ts';

/** Opens what needs the database; when a running server has the embedded one, says what to do about it. */
export const openOrRefuse = async <T>(open: () => Promise<T>): Promise<T> => {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof DataDirBusyError)) throw error;
    throw new UsageError(`${error.message} Stop the server, run this again, and start it again.`);
  }
};
