-- First of all, as whoever had begun to read deliveries and then wrote them would wait for this, and this for them.
LOCK TABLE "delivery" IN ACCESS EXCLUSIVE MODE;

-- CreateTable
-- The due time changes with each retry, and a row comes and goes with its delivery: the table is as small as the backlog.
CREATE TABLE "delivery_waiting" (
    "organization_id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "next_attempt_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_waiting_pkey" PRIMARY KEY ("organization_id","delivery_id")
);

-- CreateIndex
-- Finds what is due for an endpoint, and the endpoints that something waits for. What is parked has no entry.
CREATE INDEX "delivery_waiting_due_idx" ON "delivery_waiting"("endpoint_id", "next_attempt_at", "delivery_id") WHERE "next_attempt_at" IS NOT NULL;

-- CreateTable
CREATE TABLE "payload_expiry" (
    "id" BIGSERIAL NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "delivery_ids" UUID[] NOT NULL,

    CONSTRAINT "payload_expiry_pkey" PRIMARY KEY ("id")
);
-- Those of a settlement fit a page: in a table of their own they would only be written twice.
ALTER TABLE "payload_expiry" ALTER COLUMN "delivery_ids" SET STORAGE MAIN;

-- CreateIndex
CREATE INDEX "payload_expiry_expires_at_idx" ON "payload_expiry"("expires_at");

-- CreateFunction
-- Both tables follow the deliveries by triggers, so that whoever writes a delivery, an earlier release too, writes them.
CREATE FUNCTION "delivery_inserted"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "delivery_waiting" ("organization_id", "delivery_id", "endpoint_id", "next_attempt_at")
    SELECT "organization_id", "id", "endpoint_id", "next_attempt_at" FROM "added"
    WHERE "completed_at" IS NULL OR "retried_from" IS NOT NULL;
    INSERT INTO "payload_expiry" ("expires_at", "delivery_ids")
    SELECT "payload_expires_at", ARRAY["id"] FROM "added"
    WHERE "payload_expires_at" IS NOT NULL AND "payload_purged_at" IS NULL;
    RETURN NULL;
END
$$;
CREATE FUNCTION "delivery_updated"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."completed_at" IS NULL OR NEW."retried_from" IS NOT NULL THEN
        INSERT INTO "delivery_waiting" ("organization_id", "delivery_id", "endpoint_id", "next_attempt_at")
        VALUES (NEW."organization_id", NEW."id", NEW."endpoint_id", NEW."next_attempt_at")
        ON CONFLICT ("organization_id", "delivery_id") DO UPDATE SET "next_attempt_at" = EXCLUDED."next_attempt_at";
    ELSE
        DELETE FROM "delivery_waiting" WHERE "organization_id" = NEW."organization_id" AND "delivery_id" = NEW."id";
    END IF;
    IF NEW."payload_expires_at" IS DISTINCT FROM OLD."payload_expires_at"
        AND NEW."payload_expires_at" IS NOT NULL AND NEW."payload_purged_at" IS NULL THEN
        INSERT INTO "payload_expiry" ("expires_at", "delivery_ids") VALUES (NEW."payload_expires_at", ARRAY[NEW."id"]);
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION "delivery_deleted"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM "delivery_waiting" WHERE "organization_id" = OLD."organization_id" AND "delivery_id" = OLD."id";
    RETURN NULL;
END
$$;

-- CreateTrigger
CREATE TRIGGER "delivery_inserted" AFTER INSERT ON "delivery" REFERENCING NEW TABLE AS "added"
    FOR EACH STATEMENT EXECUTE FUNCTION "delivery_inserted"();
-- A statement that ends hundreds of deliveries writes the two tables itself, not row by row, and says so.
CREATE TRIGGER "delivery_updated" AFTER UPDATE ON "delivery" FOR EACH ROW
    WHEN (current_setting('hookline.writes_waiting', true) IS DISTINCT FROM 'on'
        AND (OLD."next_attempt_at", OLD."completed_at", OLD."retried_from", OLD."payload_expires_at")
            IS DISTINCT FROM (NEW."next_attempt_at", NEW."completed_at", NEW."retried_from", NEW."payload_expires_at"))
    EXECUTE FUNCTION "delivery_updated"();
CREATE TRIGGER "delivery_deleted" AFTER DELETE ON "delivery" FOR EACH ROW
    WHEN (OLD."completed_at" IS NULL OR OLD."retried_from" IS NOT NULL)
    EXECUTE FUNCTION "delivery_deleted"();

-- Backfill
INSERT INTO "delivery_waiting" ("organization_id", "delivery_id", "endpoint_id", "next_attempt_at")
SELECT "organization_id", "id", "endpoint_id", "next_attempt_at" FROM "delivery"
WHERE "completed_at" IS NULL OR "retried_from" IS NOT NULL;
INSERT INTO "payload_expiry" ("expires_at", "delivery_ids")
SELECT max("payload_expires_at"), array_agg("id")
FROM (SELECT "id", "payload_expires_at", (row_number() OVER (ORDER BY "payload_expires_at") - 1) / 250 AS "chunk"
      FROM "delivery" WHERE "payload_expires_at" IS NOT NULL AND "payload_purged_at" IS NULL) AS "kept"
GROUP BY "chunk";

-- DropIndex
-- None of the columns that a success changes is indexed any more: as long as its page has room for the new row, the
-- update is HOT, and none of the other indexes gets an entry. The new row is a little longer than the first.
DROP INDEX "delivery_due_idx", "delivery_waiting_idx", "delivery_payload_purge_idx";
ALTER TABLE "delivery" SET (fillfactor = 45);
