/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query ApolloPossibleTypes {\n    __schema { types { name possibleTypes { name } } }\n  }\n": typeof types.ApolloPossibleTypesDocument,
    "\n  query ApolloEndpoints($first: Int!, $after: String) {\n    endpoints(first: $first, after: $after) {\n      edges { cursor node { id name } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.ApolloEndpointsDocument,
    "\n  mutation ApolloCreate($url: String!, $name: String) {\n    endpointCreate(input: { url: $url, name: $name }) {\n      __typename\n      ... on EndpointCreateSuccess { endpoint { id name } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.ApolloCreateDocument,
    "\n  mutation ApolloRename($id: ID!, $name: String!) {\n    endpointUpdate(id: $id, input: { name: $name }) {\n      __typename\n      ... on EndpointUpdateSuccess { endpoint { id name } }\n      ... on Error { code }\n    }\n  }\n": typeof types.ApolloRenameDocument,
    "\n  mutation ApolloPublish {\n    eventPublish(input: { type: \"invoice.paid\", payload: {} }) { __typename }\n  }\n": typeof types.ApolloPublishDocument,
    "\n  query ApolloDeliveries {\n    deliveries { nodes { id status attemptCount } }\n  }\n": typeof types.ApolloDeliveriesDocument,
    "\n  subscription ApolloFeed($after: String!) {\n    deliveryFeed(after: $after) {\n      __typename\n      cursor\n      ... on AttemptRecorded { outcome delivery { id status attemptCount } }\n    }\n  }\n": typeof types.ApolloFeedDocument,
    "\n  fragment EndpointFields on Endpoint {\n    id\n    name\n    url\n    status\n    pausedAt\n    secretHint\n    metadata\n  }\n": typeof types.EndpointFieldsFragmentDoc,
    "\n  fragment DeliveryFields on Delivery {\n    id\n    status\n    attemptCount\n    nextAttemptAt\n    event { id type }\n    endpoint { id }\n    lastAttempt { number trigger outcome }\n  }\n": typeof types.DeliveryFieldsFragmentDoc,
    "\n  mutation CreateEventType($input: EventTypeCreateInput!) {\n    eventTypeCreate(input: $input) {\n      __typename\n      ... on EventTypeCreateSuccess { eventType { id name payloadSchema } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.CreateEventTypeDocument,
    "\n  mutation CreateEndpoint($input: EndpointCreateInput!) {\n    endpointCreate(input: $input) {\n      __typename\n      ... on EndpointCreateSuccess { secret endpoint { id ...EndpointFields } }\n      ... on Error { code message }\n      ... on ValidationError { issues { path type suggestion } }\n    }\n  }\n": typeof types.CreateEndpointDocument,
    "\n  mutation PauseEndpoint($id: ID!) {\n    endpointPause(id: $id) {\n      __typename\n      ... on EndpointPauseSuccess { endpoint { ...EndpointFields } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.PauseEndpointDocument,
    "\n  mutation ResumeEndpoint($id: ID!) {\n    endpointResume(id: $id) {\n      __typename\n      ... on EndpointResumeSuccess { endpoint { ...EndpointFields } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.ResumeEndpointDocument,
    "\n  mutation RotateSecret($id: ID!, $input: EndpointSecretRotateInput) {\n    endpointSecretRotate(id: $id, input: $input) {\n      __typename\n      ... on EndpointSecretRotateSuccess { secret previousSecretExpiresAt endpoint { ...EndpointFields } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RotateSecretDocument,
    "\n  mutation DeleteEndpoint($id: ID!) {\n    endpointDelete(id: $id) {\n      __typename\n      ... on EndpointDeleteSuccess { deletedEndpointId }\n      ... on Error { code message }\n    }\n  }\n": typeof types.DeleteEndpointDocument,
    "\n  mutation PublishEvent($input: EventPublishInput!) {\n    eventPublish(input: $input) {\n      __typename\n      ... on EventPublishSuccess { duplicate event { id type payload } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.PublishEventDocument,
    "\n  mutation RetryDelivery($id: ID!) {\n    deliveryRetry(id: $id) {\n      __typename\n      ... on DeliveryRetrySuccess { delivery { ...DeliveryFields } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.RetryDeliveryDocument,
    "\n  query ReadEndpoint($id: ID!) {\n    endpoint(id: $id) { ...EndpointFields }\n  }\n": typeof types.ReadEndpointDocument,
    "\n  query ListDeliveries($filter: DeliveryFilter, $first: Int, $after: String) {\n    deliveries(filter: $filter, first: $first, after: $after) {\n      nodes { ...DeliveryFields }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": typeof types.ListDeliveriesDocument,
    "\n  subscription WatchEndpoint($after: String, $filter: DeliveryFeedFilter!) {\n    deliveryFeed(after: $after, filter: $filter) {\n      __typename\n      cursor\n      occurredAt\n      ... on AttemptRecorded {\n        deliveryId\n        eventId\n        attemptNumber\n        outcome\n        responseStatus\n        durationMs\n        deliveryStatus\n        attempt { trigger requestHeaders { name value } }\n      }\n      ... on DeliveryStatusChanged { deliveryId previousDeliveryStatus deliveryStatus }\n      ... on EndpointStatusChanged { previousStatus endpointStatus endpoint { ...EndpointFields } }\n    }\n  }\n": typeof types.WatchEndpointDocument,
    "\n  subscription ResumeFeed($after: String) {\n    deliveryFeed(after: $after) {\n      __typename\n      cursor\n      ... on AttemptRecorded { attemptNumber }\n      ... on EndpointStatusChanged { endpoint { status } }\n    }\n  }\n": typeof types.ResumeFeedDocument,
    "\n  query UrqlEndpoint($id: ID!) {\n    endpoint(id: $id) { id name }\n  }\n": typeof types.UrqlEndpointDocument,
    "\n  mutation UrqlCreate($url: String!) {\n    endpointCreate(input: { url: $url, name: \"first\" }) {\n      __typename\n      ... on EndpointCreateSuccess { endpoint { id } }\n      ... on Error { code message }\n    }\n  }\n": typeof types.UrqlCreateDocument,
    "\n  mutation UrqlRename($id: ID!, $name: String!) {\n    endpointUpdate(id: $id, input: { name: $name }) {\n      __typename\n      ... on EndpointUpdateSuccess { endpoint { id name } }\n      ... on Error { code }\n    }\n  }\n": typeof types.UrqlRenameDocument,
    "\n  mutation UrqlPublish {\n    eventPublish(input: { type: \"invoice.paid\", payload: {} }) { __typename }\n  }\n": typeof types.UrqlPublishDocument,
    "\n  subscription UrqlFeed($after: String!) {\n    deliveryFeed(after: $after) {\n      __typename\n      cursor\n      ... on AttemptRecorded { outcome delivery { id status } }\n    }\n  }\n": typeof types.UrqlFeedDocument,
};
const documents: Documents = {
    "\n  query ApolloPossibleTypes {\n    __schema { types { name possibleTypes { name } } }\n  }\n": types.ApolloPossibleTypesDocument,
    "\n  query ApolloEndpoints($first: Int!, $after: String) {\n    endpoints(first: $first, after: $after) {\n      edges { cursor node { id name } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.ApolloEndpointsDocument,
    "\n  mutation ApolloCreate($url: String!, $name: String) {\n    endpointCreate(input: { url: $url, name: $name }) {\n      __typename\n      ... on EndpointCreateSuccess { endpoint { id name } }\n      ... on Error { code message }\n    }\n  }\n": types.ApolloCreateDocument,
    "\n  mutation ApolloRename($id: ID!, $name: String!) {\n    endpointUpdate(id: $id, input: { name: $name }) {\n      __typename\n      ... on EndpointUpdateSuccess { endpoint { id name } }\n      ... on Error { code }\n    }\n  }\n": types.ApolloRenameDocument,
    "\n  mutation ApolloPublish {\n    eventPublish(input: { type: \"invoice.paid\", payload: {} }) { __typename }\n  }\n": types.ApolloPublishDocument,
    "\n  query ApolloDeliveries {\n    deliveries { nodes { id status attemptCount } }\n  }\n": types.ApolloDeliveriesDocument,
    "\n  subscription ApolloFeed($after: String!) {\n    deliveryFeed(after: $after) {\n      __typename\n      cursor\n      ... on AttemptRecorded { outcome delivery { id status attemptCount } }\n    }\n  }\n": types.ApolloFeedDocument,
    "\n  fragment EndpointFields on Endpoint {\n    id\n    name\n    url\n    status\n    pausedAt\n    secretHint\n    metadata\n  }\n": types.EndpointFieldsFragmentDoc,
    "\n  fragment DeliveryFields on Delivery {\n    id\n    status\n    attemptCount\n    nextAttemptAt\n    event { id type }\n    endpoint { id }\n    lastAttempt { number trigger outcome }\n  }\n": types.DeliveryFieldsFragmentDoc,
    "\n  mutation CreateEventType($input: EventTypeCreateInput!) {\n    eventTypeCreate(input: $input) {\n      __typename\n      ... on EventTypeCreateSuccess { eventType { id name payloadSchema } }\n      ... on Error { code message }\n    }\n  }\n": types.CreateEventTypeDocument,
    "\n  mutation CreateEndpoint($input: EndpointCreateInput!) {\n    endpointCreate(input: $input) {\n      __typename\n      ... on EndpointCreateSuccess { secret endpoint { id ...EndpointFields } }\n      ... on Error { code message }\n      ... on ValidationError { issues { path type suggestion } }\n    }\n  }\n": types.CreateEndpointDocument,
    "\n  mutation PauseEndpoint($id: ID!) {\n    endpointPause(id: $id) {\n      __typename\n      ... on EndpointPauseSuccess { endpoint { ...EndpointFields } }\n      ... on Error { code message }\n    }\n  }\n": types.PauseEndpointDocument,
    "\n  mutation ResumeEndpoint($id: ID!) {\n    endpointResume(id: $id) {\n      __typename\n      ... on EndpointResumeSuccess { endpoint { ...EndpointFields } }\n      ... on Error { code message }\n    }\n  }\n": types.ResumeEndpointDocument,
    "\n  mutation RotateSecret($id: ID!, $input: EndpointSecretRotateInput) {\n    endpointSecretRotate(id: $id, input: $input) {\n      __typename\n      ... on EndpointSecretRotateSuccess { secret previousSecretExpiresAt endpoint { ...EndpointFields } }\n      ... on Error { code message }\n    }\n  }\n": types.RotateSecretDocument,
    "\n  mutation DeleteEndpoint($id: ID!) {\n    endpointDelete(id: $id) {\n      __typename\n      ... on EndpointDeleteSuccess { deletedEndpointId }\n      ... on Error { code message }\n    }\n  }\n": types.DeleteEndpointDocument,
    "\n  mutation PublishEvent($input: EventPublishInput!) {\n    eventPublish(input: $input) {\n      __typename\n      ... on EventPublishSuccess { duplicate event { id type payload } }\n      ... on Error { code message }\n    }\n  }\n": types.PublishEventDocument,
    "\n  mutation RetryDelivery($id: ID!) {\n    deliveryRetry(id: $id) {\n      __typename\n      ... on DeliveryRetrySuccess { delivery { ...DeliveryFields } }\n      ... on Error { code message }\n    }\n  }\n": types.RetryDeliveryDocument,
    "\n  query ReadEndpoint($id: ID!) {\n    endpoint(id: $id) { ...EndpointFields }\n  }\n": types.ReadEndpointDocument,
    "\n  query ListDeliveries($filter: DeliveryFilter, $first: Int, $after: String) {\n    deliveries(filter: $filter, first: $first, after: $after) {\n      nodes { ...DeliveryFields }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n": types.ListDeliveriesDocument,
    "\n  subscription WatchEndpoint($after: String, $filter: DeliveryFeedFilter!) {\n    deliveryFeed(after: $after, filter: $filter) {\n      __typename\n      cursor\n      occurredAt\n      ... on AttemptRecorded {\n        deliveryId\n        eventId\n        attemptNumber\n        outcome\n        responseStatus\n        durationMs\n        deliveryStatus\n        attempt { trigger requestHeaders { name value } }\n      }\n      ... on DeliveryStatusChanged { deliveryId previousDeliveryStatus deliveryStatus }\n      ... on EndpointStatusChanged { previousStatus endpointStatus endpoint { ...EndpointFields } }\n    }\n  }\n": types.WatchEndpointDocument,
    "\n  subscription ResumeFeed($after: String) {\n    deliveryFeed(after: $after) {\n      __typename\n      cursor\n      ... on AttemptRecorded { attemptNumber }\n      ... on EndpointStatusChanged { endpoint { status } }\n    }\n  }\n": types.ResumeFeedDocument,
    "\n  query UrqlEndpoint($id: ID!) {\n    endpoint(id: $id) { id name }\n  }\n": types.UrqlEndpointDocument,
    "\n  mutation UrqlCreate($url: String!) {\n    endpointCreate(input: { url: $url, name: \"first\" }) {\n      __typename\n      ... on EndpointCreateSuccess { endpoint { id } }\n      ... on Error { code message }\n    }\n  }\n": types.UrqlCreateDocument,
    "\n  mutation UrqlRename($id: ID!, $name: String!) {\n    endpointUpdate(id: $id, input: { name: $name }) {\n      __typename\n      ... on EndpointUpdateSuccess { endpoint { id name } }\n      ... on Error { code }\n    }\n  }\n": types.UrqlRenameDocument,
    "\n  mutation UrqlPublish {\n    eventPublish(input: { type: \"invoice.paid\", payload: {} }) { __typename }\n  }\n": types.UrqlPublishDocument,
    "\n  subscription UrqlFeed($after: String!) {\n    deliveryFeed(after: $after) {\n      __typename\n      cursor\n      ... on AttemptRecorded { outcome delivery { id status } }\n    }\n  }\n": types.UrqlFeedDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApolloPossibleTypes {\n    __schema { types { name possibleTypes { name } } }\n  }\n"): (typeof documents)["\n  query ApolloPossibleTypes {\n    __schema { types { name possibleTypes { name } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApolloEndpoints($first: Int!, $after: String) {\n    endpoints(first: $first, after: $after) {\n      edges { cursor node { id name } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query ApolloEndpoints($first: Int!, $after: String) {\n    endpoints(first: $first, after: $after) {\n      edges { cursor node { id name } }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ApolloCreate($url: String!, $name: String) {\n    endpointCreate(input: { url: $url, name: $name }) {\n      __typename\n      ... on EndpointCreateSuccess { endpoint { id name } }\n      ... on Error { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation ApolloCreate($url: String!, $name: String) {\n    endpointCreate(input: { url: $url, name: $name }) {\n      __typename\n      ... on EndpointCreateSuccess { endpoint { id name } }\n      ... on Error { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ApolloRename($id: ID!, $name: String!) {\n    endpointUpdate(id: $id, input: { name: $name }) {\n      __typename\n      ... on EndpointUpdateSuccess { endpoint { id name } }\n      ... on Error { code }\n    }\n  }\n"): (typeof documents)["\n  mutation ApolloRename($id: ID!, $name: String!) {\n    endpointUpdate(id: $id, input: { name: $name }) {\n      __typename\n      ... on EndpointUpdateSuccess { endpoint { id name } }\n      ... on Error { code }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ApolloPublish {\n    eventPublish(input: { type: \"invoice.paid\", payload: {} }) { __typename }\n  }\n"): (typeof documents)["\n  mutation ApolloPublish {\n    eventPublish(input: { type: \"invoice.paid\", payload: {} }) { __typename }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApolloDeliveries {\n    deliveries { nodes { id status attemptCount } }\n  }\n"): (typeof documents)["\n  query ApolloDeliveries {\n    deliveries { nodes { id status attemptCount } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ApolloFeed($after: String!) {\n    deliveryFeed(after: $after) {\n      __typename\n      cursor\n      ... on AttemptRecorded { outcome delivery { id status attemptCount } }\n    }\n  }\n"): (typeof documents)["\n  subscription ApolloFeed($after: String!) {\n    deliveryFeed(after: $after) {\n      __typename\n      cursor\n      ... on AttemptRecorded { outcome delivery { id status attemptCount } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment EndpointFields on Endpoint {\n    id\n    name\n    url\n    status\n    pausedAt\n    secretHint\n    metadata\n  }\n"): (typeof documents)["\n  fragment EndpointFields on Endpoint {\n    id\n    name\n    url\n    status\n    pausedAt\n    secretHint\n    metadata\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment DeliveryFields on Delivery {\n    id\n    status\n    attemptCount\n    nextAttemptAt\n    event { id type }\n    endpoint { id }\n    lastAttempt { number trigger outcome }\n  }\n"): (typeof documents)["\n  fragment DeliveryFields on Delivery {\n    id\n    status\n    attemptCount\n    nextAttemptAt\n    event { id type }\n    endpoint { id }\n    lastAttempt { number trigger outcome }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateEventType($input: EventTypeCreateInput!) {\n    eventTypeCreate(input: $input) {\n      __typename\n      ... on EventTypeCreateSuccess { eventType { id name payloadSchema } }\n      ... on Error { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateEventType($input: EventTypeCreateInput!) {\n    eventTypeCreate(input: $input) {\n      __typename\n      ... on EventTypeCreateSuccess { eventType { id name payloadSchema } }\n      ... on Error { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateEndpoint($input: EndpointCreateInput!) {\n    endpointCreate(input: $input) {\n      __typename\n      ... on EndpointCreateSuccess { secret endpoint { id ...EndpointFields } }\n      ... on Error { code message }\n      ... on ValidationError { issues { path type suggestion } }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateEndpoint($input: EndpointCreateInput!) {\n    endpointCreate(input: $input) {\n      __typename\n      ... on EndpointCreateSuccess { secret endpoint { id ...EndpointFields } }\n      ... on Error { code message }\n      ... on ValidationError { issues { path type suggestion } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PauseEndpoint($id: ID!) {\n    endpointPause(id: $id) {\n      __typename\n      ... on EndpointPauseSuccess { endpoint { ...EndpointFields } }\n      ... on Error { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation PauseEndpoint($id: ID!) {\n    endpointPause(id: $id) {\n      __typename\n      ... on EndpointPauseSuccess { endpoint { ...EndpointFields } }\n      ... on Error { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResumeEndpoint($id: ID!) {\n    endpointResume(id: $id) {\n      __typename\n      ... on EndpointResumeSuccess { endpoint { ...EndpointFields } }\n      ... on Error { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation ResumeEndpoint($id: ID!) {\n    endpointResume(id: $id) {\n      __typename\n      ... on EndpointResumeSuccess { endpoint { ...EndpointFields } }\n      ... on Error { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateSecret($id: ID!, $input: EndpointSecretRotateInput) {\n    endpointSecretRotate(id: $id, input: $input) {\n      __typename\n      ... on EndpointSecretRotateSuccess { secret previousSecretExpiresAt endpoint { ...EndpointFields } }\n      ... on Error { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation RotateSecret($id: ID!, $input: EndpointSecretRotateInput) {\n    endpointSecretRotate(id: $id, input: $input) {\n      __typename\n      ... on EndpointSecretRotateSuccess { secret previousSecretExpiresAt endpoint { ...EndpointFields } }\n      ... on Error { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteEndpoint($id: ID!) {\n    endpointDelete(id: $id) {\n      __typename\n      ... on EndpointDeleteSuccess { deletedEndpointId }\n      ... on Error { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteEndpoint($id: ID!) {\n    endpointDelete(id: $id) {\n      __typename\n      ... on EndpointDeleteSuccess { deletedEndpointId }\n      ... on Error { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PublishEvent($input: EventPublishInput!) {\n    eventPublish(input: $input) {\n      __typename\n      ... on EventPublishSuccess { duplicate event { id type payload } }\n      ... on Error { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation PublishEvent($input: EventPublishInput!) {\n    eventPublish(input: $input) {\n      __typename\n      ... on EventPublishSuccess { duplicate event { id type payload } }\n      ... on Error { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RetryDelivery($id: ID!) {\n    deliveryRetry(id: $id) {\n      __typename\n      ... on DeliveryRetrySuccess { delivery { ...DeliveryFields } }\n      ... on Error { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation RetryDelivery($id: ID!) {\n    deliveryRetry(id: $id) {\n      __typename\n      ... on DeliveryRetrySuccess { delivery { ...DeliveryFields } }\n      ... on Error { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadEndpoint($id: ID!) {\n    endpoint(id: $id) { ...EndpointFields }\n  }\n"): (typeof documents)["\n  query ReadEndpoint($id: ID!) {\n    endpoint(id: $id) { ...EndpointFields }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListDeliveries($filter: DeliveryFilter, $first: Int, $after: String) {\n    deliveries(filter: $filter, first: $first, after: $after) {\n      nodes { ...DeliveryFields }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"): (typeof documents)["\n  query ListDeliveries($filter: DeliveryFilter, $first: Int, $after: String) {\n    deliveries(filter: $filter, first: $first, after: $after) {\n      nodes { ...DeliveryFields }\n      pageInfo { hasNextPage endCursor }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription WatchEndpoint($after: String, $filter: DeliveryFeedFilter!) {\n    deliveryFeed(after: $after, filter: $filter) {\n      __typename\n      cursor\n      occurredAt\n      ... on AttemptRecorded {\n        deliveryId\n        eventId\n        attemptNumber\n        outcome\n        responseStatus\n        durationMs\n        deliveryStatus\n        attempt { trigger requestHeaders { name value } }\n      }\n      ... on DeliveryStatusChanged { deliveryId previousDeliveryStatus deliveryStatus }\n      ... on EndpointStatusChanged { previousStatus endpointStatus endpoint { ...EndpointFields } }\n    }\n  }\n"): (typeof documents)["\n  subscription WatchEndpoint($after: String, $filter: DeliveryFeedFilter!) {\n    deliveryFeed(after: $after, filter: $filter) {\n      __typename\n      cursor\n      occurredAt\n      ... on AttemptRecorded {\n        deliveryId\n        eventId\n        attemptNumber\n        outcome\n        responseStatus\n        durationMs\n        deliveryStatus\n        attempt { trigger requestHeaders { name value } }\n      }\n      ... on DeliveryStatusChanged { deliveryId previousDeliveryStatus deliveryStatus }\n      ... on EndpointStatusChanged { previousStatus endpointStatus endpoint { ...EndpointFields } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription ResumeFeed($after: String) {\n    deliveryFeed(after: $after) {\n      __typename\n      cursor\n      ... on AttemptRecorded { attemptNumber }\n      ... on EndpointStatusChanged { endpoint { status } }\n    }\n  }\n"): (typeof documents)["\n  subscription ResumeFeed($after: String) {\n    deliveryFeed(after: $after) {\n      __typename\n      cursor\n      ... on AttemptRecorded { attemptNumber }\n      ... on EndpointStatusChanged { endpoint { status } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UrqlEndpoint($id: ID!) {\n    endpoint(id: $id) { id name }\n  }\n"): (typeof documents)["\n  query UrqlEndpoint($id: ID!) {\n    endpoint(id: $id) { id name }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UrqlCreate($url: String!) {\n    endpointCreate(input: { url: $url, name: \"first\" }) {\n      __typename\n      ... on EndpointCreateSuccess { endpoint { id } }\n      ... on Error { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation UrqlCreate($url: String!) {\n    endpointCreate(input: { url: $url, name: \"first\" }) {\n      __typename\n      ... on EndpointCreateSuccess { endpoint { id } }\n      ... on Error { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UrqlRename($id: ID!, $name: String!) {\n    endpointUpdate(id: $id, input: { name: $name }) {\n      __typename\n      ... on EndpointUpdateSuccess { endpoint { id name } }\n      ... on Error { code }\n    }\n  }\n"): (typeof documents)["\n  mutation UrqlRename($id: ID!, $name: String!) {\n    endpointUpdate(id: $id, input: { name: $name }) {\n      __typename\n      ... on EndpointUpdateSuccess { endpoint { id name } }\n      ... on Error { code }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UrqlPublish {\n    eventPublish(input: { type: \"invoice.paid\", payload: {} }) { __typename }\n  }\n"): (typeof documents)["\n  mutation UrqlPublish {\n    eventPublish(input: { type: \"invoice.paid\", payload: {} }) { __typename }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription UrqlFeed($after: String!) {\n    deliveryFeed(after: $after) {\n      __typename\n      cursor\n      ... on AttemptRecorded { outcome delivery { id status } }\n    }\n  }\n"): (typeof documents)["\n  subscription UrqlFeed($after: String!) {\n    deliveryFeed(after: $after) {\n      __typename\n      cursor\n      ... on AttemptRecorded { outcome delivery { id status } }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;