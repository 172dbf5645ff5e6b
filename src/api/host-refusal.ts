import { PublicError } from '../errors.ts';

/**
 * The refusal of a request whose header Host holds no host, null when it does or is empty. GraphQL's server makes a URL of it,
 * and would answer anybody with the stack of its failure.
 */
export function hostRefusal(host: string | undefined): PublicError | null {
  if (!host || (URL.canParse(`http://${host}`) && !/[/?#@\\]/.test(host))) return null;
  return new PublicError('BAD_REQUEST', 'The header Host must be a host, with or without a port.');
}
