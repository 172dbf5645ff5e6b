/**
 * The rows that sealed values belong to, as bound into their ciphertexts: a value copied into another row
 * does not open there.
 */
export const sealedPlace = {
  payload: (eventId: string) => `event_payload/${eventId}`,
  signingSecret: (secretId: string) => `signing_secret/${secretId}`,
  header: (endpointId: string, name: string) => `endpoint/${endpointId}/header/${name.toLowerCase()}`,
  contentHashKey: (id: string) => `content_hash_key/${id}`,
};
