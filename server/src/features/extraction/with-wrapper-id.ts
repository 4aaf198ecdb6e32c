/** An answer written as a JSON object, with the id of the kept wrapper at its end: what is saved of it says it too. */
export const withWrapperId = (json: Uint8Array, id: string | null): Uint8Array =>
  // The object's closing brace makes way for the member.
  Buffer.concat([json.subarray(0, -1), Buffer.from(`,"wrapper_id":${JSON.stringify(id)}}`)]);
