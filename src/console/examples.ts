/** For empty pages: what would fill them, by the API. They run as they stand. */
export const ENDPOINT_EXAMPLE = `mutation {
  endpointCreate(input: { url: "https://example.com/hooks", eventPatterns: ["invoice.*"] }) {
    ... on EndpointCreateSuccess { secret endpoint { id } }
    ... on Error { code message }
  }
}`;

export const PUBLISH_EXAMPLE = `mutation {
  eventPublish(input: { type: "invoice.paid", payload: { invoice: "in_1" } }) {
    ... on EventPublishSuccess { event { id } }
    ... on Error { code message }
  }
}`;

export const EVENT_TYPE_EXAMPLE = `mutation {
  eventTypeCreate(input: { name: "invoice.paid", example: { invoice: "in_1" } }) {
    ... on EventTypeCreateSuccess { eventType { name } }
    ... on Error { code message }
  }
}`;
