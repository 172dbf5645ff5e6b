import { graphql } from './generated/gql.ts';

export const endpointFields = graphql(`
  fragment EndpointFields on Endpoint {
    id
    name
    url
    status
    pausedAt
    secretHint
    metadata
  }
`);

export const deliveryFields = graphql(`
  fragment DeliveryFields on Delivery {
    id
    status
    attemptCount
    nextAttemptAt
    event { id type }
    endpoint { id }
    lastAttempt { number trigger outcome }
  }
`);

export const createEventType = graphql(`
  mutation CreateEventType($input: EventTypeCreateInput!) {
    eventTypeCreate(input: $input) {
      __typename
      ... on EventTypeCreateSuccess { eventType { id name payloadSchema } }
      ... on Error { code message }
    }
  }
`);

export const createEndpoint = graphql(`
  mutation CreateEndpoint($input: EndpointCreateInput!) {
    endpointCreate(input: $input) {
      __typename
      ... on EndpointCreateSuccess { secret endpoint { id ...EndpointFields } }
      ... on Error { code message }
      ... on ValidationError { issues { path type suggestion } }
    }
  }
`);

export const pauseEndpoint = graphql(`
  mutation PauseEndpoint($id: ID!) {
    endpointPause(id: $id) {
      __typename
      ... on EndpointPauseSuccess { endpoint { ...EndpointFields } }
      ... on Error { code message }
    }
  }
`);

export const resumeEndpoint = graphql(`
  mutation ResumeEndpoint($id: ID!) {
    endpointResume(id: $id) {
      __typename
      ... on EndpointResumeSuccess { endpoint { ...EndpointFields } }
      ... on Error { code message }
    }
  }
`);

export const rotateSecret = graphql(`
  mutation RotateSecret($id: ID!, $input: EndpointSecretRotateInput) {
    endpointSecretRotate(id: $id, input: $input) {
      __typename
      ... on EndpointSecretRotateSuccess { secret previousSecretExpiresAt endpoint { ...EndpointFields } }
      ... on Error { code message }
    }
  }
`);

export const deleteEndpoint = graphql(`
  mutation DeleteEndpoint($id: ID!) {
    endpointDelete(id: $id) {
      __typename
      ... on EndpointDeleteSuccess { deletedEndpointId }
      ... on Error { code message }
    }
  }
`);

export const publishEvent = graphql(`
  mutation PublishEvent($input: EventPublishInput!) {
    eventPublish(input: $input) {
      __typename
      ... on EventPublishSuccess { duplicate event { id type payload } }
      ... on Error { code message }
    }
  }
`);

export const retryDelivery = graphql(`
  mutation RetryDelivery($id: ID!) {
    deliveryRetry(id: $id) {
      __typename
      ... on DeliveryRetrySuccess { delivery { ...DeliveryFields } }
      ... on Error { code message }
    }
  }
`);

export const readEndpoint = graphql(`
  query ReadEndpoint($id: ID!) {
    endpoint(id: $id) { ...EndpointFields }
  }
`);

export const listDeliveries = graphql(`
  query ListDeliveries($filter: DeliveryFilter, $first: Int, $after: String) {
    deliveries(filter: $filter, first: $first, after: $after) {
      nodes { ...DeliveryFields }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const watchEndpoint = graphql(`
  subscription WatchEndpoint($after: String, $filter: DeliveryFeedFilter!) {
    deliveryFeed(after: $after, filter: $filter) {
      __typename
      cursor
      occurredAt
      ... on AttemptRecorded {
        deliveryId
        eventId
        attemptNumber
        outcome
        responseStatus
        durationMs
        deliveryStatus
        attempt { trigger requestHeaders { name value } }
      }
      ... on DeliveryStatusChanged { deliveryId previousDeliveryStatus deliveryStatus }
      ... on EndpointStatusChanged { previousStatus endpointStatus endpoint { ...EndpointFields } }
    }
  }
`);
