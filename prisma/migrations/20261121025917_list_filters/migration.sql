-- CreateIndex
-- Serves the purge. Secrets that do not expire cost no entry.
CREATE INDEX "signing_secret_expires_at_idx" ON "signing_secret"("expires_at") WHERE "expires_at" IS NOT NULL;

-- CreateFunction
-- Every run of `shortest` to `longest` characters that any of the texts has, in lower case. What a text contains has
-- runs that the text has too, so that an index of them finds a part of a text. The extension pg_trgm would do the same,
-- but not every managed PostgreSQL lets its users create it, and it helps with nothing shorter than three letters and
-- with no signs. The cost tells the planner to compare texts first where it needs no index. In SQL this took
-- four times as long.
CREATE FUNCTION "text_grams"("texts" TEXT[], "shortest" INTEGER, "longest" INTEGER) RETURNS TEXT[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
DECLARE
    grams TEXT[] := '{}';
    lowered TEXT;
BEGIN
    FOREACH lowered IN ARRAY array_remove(texts, NULL) LOOP
        lowered := lower(lowered);
        FOR size IN shortest..longest LOOP
            FOR place IN 1..length(lowered) - size + 1 LOOP
                grams := grams || substr(lowered, place, size);
            END LOOP;
        END LOOP;
    END LOOP;
    RETURN grams;
END
$$;

-- CreateIndex
-- Serve the filters by a part of a text. Deliveries change none of these columns of an endpoint, so that their updates
-- of its health stay HOT.
CREATE INDEX "endpoint_search_idx" ON "endpoint" USING GIN (text_grams(ARRAY["name", "url", "description"], 1, 3));
CREATE INDEX "organization_search_idx" ON "organization" USING GIN (text_grams(ARRAY["name"], 1, 3));

-- CreateFunction
-- What an event's type and the patterns that match it have in common: a pattern without a star is its own key, and of
-- another the key is all up to its first star, and then the last segment unless that is a star. No patterns are `*`.
-- A type of n segments has 2n keys at most (`patternKeysOf`), where 2^n patterns may match it.
CREATE FUNCTION "event_pattern_keys"("patterns" TEXT[]) RETURNS TEXT[]
LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE COST 1000
RETURN CASE WHEN "patterns" = '{}' THEN ARRAY['*'] ELSE ARRAY(
    SELECT DISTINCT CASE
        WHEN "pattern" LIKE '%*%' THEN substring("pattern", '^[^*]*\*') || substring("pattern", '[^.*]*$')
        ELSE "pattern"
    END
    FROM unnest("patterns") AS "pattern"
) END;

-- CreateIndex
-- Serves the filter of endpoints by the type that they would receive.
CREATE INDEX "endpoint_event_pattern_keys_idx" ON "endpoint" USING GIN (event_pattern_keys("event_patterns"));
