import { graphql } from 'react-relay';

// The source of a small Relay front end, for its compiler to read; nothing runs it.

export const query = graphql`
  query EndpointScreenQuery($id: ID!) {
    endpoint(id: $id) {
      ...EndpointScreen_endpoint
      ...EndpointScreen_deliveries
    }
  }
`;

export const endpoint = graphql`
  fragment EndpointScreen_endpoint on Endpoint @refetchable(queryName: "EndpointScreenRefetchQuery") {
    name
    status
    metadata
    organization {
      name
    }
  }
`;

export const deliveries = graphql`
  fragment EndpointScreen_deliveries on Endpoint
  @argumentDefinitions(
    count: { type: "Int", defaultValue: 2 }
    cursor: { type: "String" }
    status: { type: "[DeliveryStatus!]" }
  )
  @refetchable(queryName: "EndpointScreenDeliveriesQuery") {
    deliveries(first: $count, after: $cursor, filter: { status: $status })
      @connection(key: "EndpointScreen_deliveries", filters: ["filter"]) {
      edges {
        node {
          status
          lastAttempt {
            outcome
          }
        }
      }
    }
  }
`;

export const updateEndpoint = graphql`
  mutation EndpointScreenUpdateMutation($id: ID!, $input: EndpointUpdateInput!) {
    endpointUpdate(id: $id, input: $input) {
      __typename
      ... on EndpointUpdateSuccess {
        endpoint {
          ...EndpointScreen_endpoint
        }
      }
      ... on Error {
        code
        message
      }
      ... on ValidationError {
        issues {
          path
          message
        }
      }
    }
  }
`;

export const feed = graphql`
  subscription EndpointScreenFeedSubscription($after: String, $filter: DeliveryFeedFilter) {
    deliveryFeed(after: $after, filter: $filter) {
      __typename
      cursor
      ... on AttemptRecorded {
        outcome
        delivery {
          status
          attemptCount
        }
      }
      ... on EndpointStatusChanged {
        endpoint {
          ...EndpointScreen_endpoint
        }
      }
    }
  }
`;
