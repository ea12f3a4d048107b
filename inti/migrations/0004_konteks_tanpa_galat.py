"""The function of django-pghistory that tells a changed row its context, without an exception inside.

The original asks for the context and catches the exception of a session that has none. Each one caught makes PostgreSQL
walk through all deferred checks of the transaction, so that changing n rows without a context took n² (measured).
"""

from django.db import migrations

FUNGSI = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS pghistory_context.id%TYPE AS $$
DECLARE
    _id UUID := nullif(current_setting('pghistory.context_id', true), '');
    _metadata JSONB := nullif(current_setting('pghistory.context_metadata', true), '');
BEGIN
    IF _id IS NULL OR _metadata IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at) VALUES (_id, _metadata, NOW(), NOW())
        ON CONFLICT (id) DO UPDATE SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
        WHERE pghistory_context.metadata != EXCLUDED.metadata;
    RETURN _id;
END;
$$ LANGUAGE plpgsql;
"""


class Migration(migrations.Migration):
    dependencies = [("inti", "0003_acuan"), ("pghistory", "0007_auto_20250421_0444")]
    operations = [migrations.RunSQL(FUNGSI, migrations.RunSQL.noop)]
