-- Generated from schema.prisma, then edited by hand. What was added or taken out says why.

-- CreateEnum
CREATE TYPE "scope" AS ENUM ('ADMIN', 'ENDPOINTS_READ', 'ENDPOINTS_WRITE', 'EVENTS_READ', 'EVENTS_PUBLISH', 'DELIVERIES_READ', 'DELIVERIES_WRITE', 'API_KEYS_READ', 'API_KEYS_WRITE');

-- CreateEnum
CREATE TYPE "endpoint_status" AS ENUM ('ACTIVE', 'PAUSED', 'DISABLED');

-- CreateEnum
CREATE TYPE "endpoint_disabled_reason" AS ENUM ('MANUAL', 'GONE', 'PERSISTENT_FAILURE');

-- CreateEnum
CREATE TYPE "signing_version" AS ENUM ('V1', 'V1A');

-- CreateEnum
CREATE TYPE "delivery_status" AS ENUM ('PENDING', 'RETRYING', 'SUCCEEDED', 'FAILED', 'CANCELED');

-- CreateEnum
CREATE TYPE "delivery_end_reason" AS ENUM ('RETRIES_EXHAUSTED', 'ENDPOINT_GONE', 'ENDPOINT_DISABLED', 'ENDPOINT_DELETED', 'CANCELED_BY_USER', 'BACKLOG_EXPIRED');

-- CreateEnum
CREATE TYPE "attempt_trigger" AS ENUM ('AUTOMATIC', 'MANUAL', 'TEST');

-- CreateEnum
CREATE TYPE "attempt_outcome" AS ENUM ('SUCCEEDED', 'REJECTED', 'TIMED_OUT', 'CONNECTION_FAILED', 'BLOCKED');

-- CreateEnum
CREATE TYPE "feed_item_kind" AS ENUM ('ATTEMPT_RECORDED', 'DELIVERY_STATUS_CHANGED', 'ENDPOINT_STATUS_CHANGED');

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "external_id" TEXT,
    "partner_id" TEXT,
    "max_endpoints" INTEGER NOT NULL DEFAULT 50,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_max_endpoints_check" CHECK ("max_endpoints" >= 0),
    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "organization_id" UUID,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "hint" TEXT NOT NULL,
    "scopes" "scope"[] NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_type" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "payload_schema" JSONB,
    "example" JSONB,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_type_pkey" PRIMARY KEY ("id")
);

-- CreateTable
-- Every settled attempt updates the health of its endpoint. Free space in each page keeps these updates HOT,
-- that is, away from the indexes.
CREATE TABLE "endpoint" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "created_by" TEXT NOT NULL,
    "external_id" TEXT,
    "name" TEXT,
    "url" TEXT NOT NULL,
    "description" TEXT,
    "labels" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "status" "endpoint_status" NOT NULL DEFAULT 'ACTIVE',
    "paused_at" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "disabled_reason" "endpoint_disabled_reason",
    "event_patterns" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "headers" JSONB NOT NULL DEFAULT '[]',
    "timeout_seconds" INTEGER NOT NULL DEFAULT 10,
    "max_retries" INTEGER NOT NULL DEFAULT 7,
    "undelivered_payload_retention_hours" INTEGER NOT NULL DEFAULT 72,
    "signing_version" "signing_version" NOT NULL DEFAULT 'V1',
    "consecutive_failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "last_verified_at" TIMESTAMPTZ(3),
    "last_delivery_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "endpoint_timeout_seconds_check" CHECK ("timeout_seconds" BETWEEN 3 AND 60),
    CONSTRAINT "endpoint_max_retries_check" CHECK ("max_retries" BETWEEN 1 AND 7),
    CONSTRAINT "endpoint_undelivered_payload_retention_hours_check" CHECK ("undelivered_payload_retention_hours" BETWEEN 0 AND 720),
    CONSTRAINT "endpoint_consecutive_failures_check" CHECK ("consecutive_failures" >= 0),
    CONSTRAINT "endpoint_pkey" PRIMARY KEY ("id")
) WITH (fillfactor = 80);

-- CreateTable
CREATE TABLE "signing_secret" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "version" "signing_version" NOT NULL,
    "sealed" BYTEA NOT NULL,
    "hint" TEXT NOT NULL,
    "public_key" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "signing_secret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
-- Events, payloads, attempts and feed items grow without end and go by age. A range that is too old is dropped
-- as a partition, in milliseconds, where deleting its rows would cost as much as writing them did. The ids are
-- UUIDv7 and so in the order of time, which lets the key stay one column.
-- The partitions proper are made at run time. The default one takes what they do not cover, so that a missing
-- partition never refuses a row.
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "is_test" BOOLEAN NOT NULL DEFAULT false,
    "idempotency_key" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "payload_purged_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

CREATE TABLE "event_default" PARTITION OF "event" DEFAULT;

-- CreateTable
CREATE TABLE "event_payload" (
    "event_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "event_payload_pkey" PRIMARY KEY ("event_id")
) PARTITION BY RANGE ("event_id");

-- What is encrypted does not compress, and trying would cost time at every insert.
ALTER TABLE "event_payload" ALTER COLUMN "sealed" SET STORAGE EXTERNAL;

CREATE TABLE "event_payload_default" PARTITION OF "event_payload" DEFAULT;

-- CreateTable
CREATE TABLE "idempotency_key" (
    "organization_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "event_id" UUID NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("organization_id","key")
);

-- CreateTable
-- A delivery is updated once per attempt. No index covers what an attempt changes, and the free space in each
-- page keeps the update HOT.
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "event_type" TEXT NOT NULL,
    "is_test" BOOLEAN NOT NULL DEFAULT false,
    "status" "delivery_status" NOT NULL DEFAULT 'PENDING',
    "end_reason" "delivery_end_reason",
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "automatic_count" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "last_attempt_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),
    "payload_expires_at" TIMESTAMPTZ(3),
    "payload_purged_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_automatic_count_check" CHECK ("automatic_count" BETWEEN 0 AND "attempt_count"),
    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
) WITH (fillfactor = 85);

-- CreateTable
CREATE TABLE "delivery_attempt" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "trigger" "attempt_trigger" NOT NULL,
    "outcome" "attempt_outcome" NOT NULL,
    "url" TEXT NOT NULL,
    "request_headers" JSONB NOT NULL,
    "response_status" INTEGER,
    "response_headers" JSONB,
    "response_body" TEXT,
    "response_body_truncated" BOOLEAN NOT NULL DEFAULT false,
    "duration_ms" INTEGER NOT NULL,
    "error_message" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_attempt_number_check" CHECK ("number" > 0),
    CONSTRAINT "delivery_attempt_duration_ms_check" CHECK ("duration_ms" >= 0),
    CONSTRAINT "delivery_attempt_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

CREATE TABLE "delivery_attempt_default" PARTITION OF "delivery_attempt" DEFAULT;

-- CreateTable
CREATE TABLE "feed_item" (
    "number" BIGINT NOT NULL,
    "organization_id" UUID NOT NULL,
    "kind" "feed_item_kind" NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endpoint_id" UUID NOT NULL,
    "delivery_id" UUID,
    "event_id" UUID,
    "attempt_id" UUID,
    "event_type" TEXT,
    "is_test" BOOLEAN,
    "attempt_number" INTEGER,
    "outcome" "attempt_outcome",
    "response_status" INTEGER,
    "duration_ms" INTEGER,
    "previous_delivery_status" "delivery_status",
    "delivery_status" "delivery_status",
    "next_attempt_at" TIMESTAMPTZ(3),
    "previous_endpoint_status" "endpoint_status",
    "endpoint_status" "endpoint_status",
    "disabled_reason" "endpoint_disabled_reason",

    CONSTRAINT "feed_item_number_check" CHECK ("number" > 0),
    CONSTRAINT "feed_item_pkey" PRIMARY KEY ("number")
) PARTITION BY RANGE ("number");

CREATE TABLE "feed_item_default" PARTITION OF "feed_item" DEFAULT;

-- CreateTable
CREATE TABLE "feed_head" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "number" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "feed_head_id_check" CHECK ("id" = 1),
    CONSTRAINT "feed_head_number_check" CHECK ("number" >= 0),
    CONSTRAINT "feed_head_pkey" PRIMARY KEY ("id")
);

-- The one row that there is. Whoever appends to the feed locks it.
INSERT INTO "feed_head" ("id", "number") VALUES (1, 0);

-- CreateIndex
CREATE UNIQUE INDEX "organization_external_id_key" ON "organization"("external_id");

-- CreateIndex
CREATE INDEX "organization_partner_id_idx" ON "organization"("partner_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "api_key_organization_id_idx" ON "api_key"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_type_name_key" ON "event_type"("name");

-- CreateIndex
CREATE INDEX "endpoint_organization_id_id_idx" ON "endpoint"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "endpoint_organization_id_external_id_key" ON "endpoint"("organization_id", "external_id");

-- CreateIndex
CREATE INDEX "signing_secret_endpoint_id_idx" ON "signing_secret"("endpoint_id");

-- CreateIndex
CREATE INDEX "event_organization_id_id_idx" ON "event"("organization_id", "id");

-- CreateIndex
-- Serves the filter of events by idempotency key. Events without a key cannot match and cost no entry.
CREATE INDEX "event_organization_id_idempotency_key_idx" ON "event"("organization_id", "idempotency_key") WHERE "idempotency_key" IS NOT NULL;

-- CreateIndex
CREATE INDEX "idempotency_key_expires_at_idx" ON "idempotency_key"("expires_at");

-- CreateIndex
CREATE INDEX "delivery_organization_id_id_idx" ON "delivery"("organization_id", "id");

-- CreateIndex
CREATE INDEX "delivery_endpoint_id_id_idx" ON "delivery"("endpoint_id", "id");

-- CreateIndex
CREATE INDEX "delivery_event_id_idx" ON "delivery"("event_id");

-- CreateIndex
-- Serves the purge, which looks for claims on payloads that have ended and not been settled yet. Neither column
-- changes before the delivery is complete, so that attempts leave this index alone.
CREATE INDEX "delivery_payload_purge_idx" ON "delivery"("payload_expires_at") WHERE "payload_purged_at" IS NULL AND "payload_expires_at" IS NOT NULL;

-- CreateIndex
CREATE INDEX "delivery_attempt_delivery_id_id_idx" ON "delivery_attempt"("delivery_id", "id");

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoint" ADD CONSTRAINT "endpoint_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signing_secret" ADD CONSTRAINT "signing_secret_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "endpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Prisma would add foreign keys from delivery to event and endpoint, and from delivery_attempt to delivery. They
-- are left out: a partition that is referenced cannot be dropped cheaply, history outlives its endpoint, and
-- each key would be checked at every insert of the hot path.
