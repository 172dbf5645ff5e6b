/** SQL that is true of a delivery that waits, by its status, which all else goes by. */
export const WAITS = `status in ('PENDING', 'RETRYING')`;
