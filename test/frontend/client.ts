import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { createClient } from '../support/client.ts';
import { type FeedReader, followFeed } from '../support/feed.ts';

/** Takes operations whose generated types say what they need and what they answer. */
export interface TypedClient {
  /** One operation over HTTP, whose answer must have no errors. */
  run<Result, Variables extends object>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
  /** Subscribes over WebSocket; what happens after it resolved is seen. */
  follow<Item, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<{ deliveryFeed: Item }, Variables>,
    variables: Variables,
  ): Promise<FeedReader<Item>>;
}

export function createTypedClient(url: string, key: string): TypedClient {
  const client = createClient(url, key);
  return {
    run: (document, variables) => client.data(print(document), variables),
    follow: (document, variables) => followFeed(url, key, { query: print(document), variables }),
  };
}

interface Member {
  __typename: string;
}

/** The member of a union or interface that the value must be, as its own type. */
export function asMember<Value extends Member, Name extends Value['__typename']>(
  value: Value,
  name: Name,
): Extract<Value, { __typename: Name }> {
  if (!isMember(value, name)) throw new Error(`not ${name}: ${JSON.stringify(value)}`);
  return value;
}

function isMember<Value extends Member, Name extends string>(
  value: Value,
  name: Name,
): value is Extract<Value, { __typename: Name }> {
  return value.__typename === name;
}
