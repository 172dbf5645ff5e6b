-- The types of operational events. They are rows like all others, so that lists, filters and patterns need no second
-- source; the API creates, changes and archives no type of this prefix, so these stay as they are written here.
INSERT INTO "event_type" ("id", "name", "description", "payload_schema", "example") VALUES
(
  '019faf00-0000-7000-8000-000000000001',
  'hookline.endpoint.disabled',
  'An endpoint became DISABLED: by hand, because it answered 410, or because it failed for 5 days without a success. What waited for it is canceled.',
  '{
    "type": "object",
    "required": ["organizationId", "endpointId", "reason", "disabledAt", "failingSince", "lastAttempt"],
    "properties": {
      "organizationId": { "type": "string", "description": "org_…" },
      "endpointId": { "type": "string", "description": "ep_…" },
      "reason": { "enum": ["MANUAL", "GONE", "PERSISTENT_FAILURE"] },
      "disabledAt": { "type": "string", "format": "date-time" },
      "failingSince": {
        "type": ["string", "null"],
        "format": "date-time",
        "description": "The first failure since the last success; null: it was not failing."
      },
      "lastAttempt": { "$ref": "#/$defs/attempt" }
    },
    "$defs": {
      "attempt": {
        "type": ["object", "null"],
        "description": "The attempt that it was disabled after; null: it was disabled by hand.",
        "required": ["attemptId", "deliveryId", "number", "outcome", "responseStatus", "errorMessage", "finishedAt"],
        "properties": {
          "attemptId": { "type": "string", "description": "att_…" },
          "deliveryId": { "type": "string", "description": "dlv_…" },
          "number": { "type": "integer", "minimum": 1 },
          "outcome": { "enum": ["SUCCEEDED", "REJECTED", "TIMED_OUT", "CONNECTION_FAILED", "BLOCKED"] },
          "responseStatus": { "type": ["integer", "null"], "description": "Null: no response began." },
          "errorMessage": { "type": ["string", "null"] },
          "finishedAt": { "type": "string", "format": "date-time" }
        }
      }
    }
  }',
  '{
    "organizationId": "org_019f0b6a-6a53-7cc1-9f3a-5d0d8a1c2b3e",
    "endpointId": "ep_019f0b6c-1e0f-7b52-8a4d-0b9f6e7d5c4a",
    "reason": "PERSISTENT_FAILURE",
    "disabledAt": "2026-03-06T12:00:00.000Z",
    "failingSince": "2026-03-01T11:58:30.000Z",
    "lastAttempt": {
      "attemptId": "att_019f2a10-9c4e-7d03-b1f6-3c2e1d0f9a8b",
      "deliveryId": "dlv_019f28e4-77d1-7a6c-9e05-4f8b7a6c5d3e",
      "number": 8,
      "outcome": "REJECTED",
      "responseStatus": 503,
      "errorMessage": "answered with status 503",
      "finishedAt": "2026-03-06T11:59:59.900Z"
    }
  }'
),
(
  '019faf00-0000-7000-8000-000000000002',
  'hookline.delivery.failed',
  'A delivery ended FAILED for good: its retries are exhausted, or its endpoint answered 410. Tests make none.',
  '{
    "type": "object",
    "required": ["organizationId", "endpointId", "deliveryId", "eventId", "eventType", "reason", "failedAt", "lastAttempt"],
    "properties": {
      "organizationId": { "type": "string", "description": "org_…" },
      "endpointId": { "type": "string", "description": "ep_…" },
      "deliveryId": { "type": "string", "description": "dlv_…" },
      "eventId": { "type": "string", "description": "evt_…, of the event that was not delivered." },
      "eventType": { "type": "string", "description": "The type of that event." },
      "reason": { "enum": ["RETRIES_EXHAUSTED", "ENDPOINT_GONE"] },
      "failedAt": { "type": "string", "format": "date-time" },
      "lastAttempt": { "$ref": "#/$defs/attempt" }
    },
    "$defs": {
      "attempt": {
        "type": ["object", "null"],
        "description": "The last attempt; null: it is no longer kept.",
        "required": ["attemptId", "deliveryId", "number", "outcome", "responseStatus", "errorMessage", "finishedAt"],
        "properties": {
          "attemptId": { "type": "string", "description": "att_…" },
          "deliveryId": { "type": "string", "description": "dlv_…" },
          "number": { "type": "integer", "minimum": 1, "description": "How many attempts there were." },
          "outcome": { "enum": ["SUCCEEDED", "REJECTED", "TIMED_OUT", "CONNECTION_FAILED", "BLOCKED"] },
          "responseStatus": { "type": ["integer", "null"], "description": "Null: no response began." },
          "errorMessage": { "type": ["string", "null"] },
          "finishedAt": { "type": "string", "format": "date-time" }
        }
      }
    }
  }',
  '{
    "organizationId": "org_019f0b6a-6a53-7cc1-9f3a-5d0d8a1c2b3e",
    "endpointId": "ep_019f0b6c-1e0f-7b52-8a4d-0b9f6e7d5c4a",
    "deliveryId": "dlv_019f28e4-77d1-7a6c-9e05-4f8b7a6c5d3e",
    "eventId": "evt_019f28e4-77d1-7b1d-8c2f-6e5d4c3b2a19",
    "eventType": "invoice.paid",
    "reason": "RETRIES_EXHAUSTED",
    "failedAt": "2026-03-06T12:00:00.000Z",
    "lastAttempt": {
      "attemptId": "att_019f2a10-9c4e-7d03-b1f6-3c2e1d0f9a8b",
      "deliveryId": "dlv_019f28e4-77d1-7a6c-9e05-4f8b7a6c5d3e",
      "number": 8,
      "outcome": "TIMED_OUT",
      "responseStatus": null,
      "errorMessage": "no response within 10 s",
      "finishedAt": "2026-03-06T11:59:59.900Z"
    }
  }'
);
