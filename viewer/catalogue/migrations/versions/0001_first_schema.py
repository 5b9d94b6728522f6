"""The first schema: every word of the catalogue, and the journal.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "archive",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("created_at", sa.String(length=20), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_archive_is_alone")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive")),
        sa.UniqueConstraint("uid", name=op.f("uq_archive_uid")),
    )
    op.create_table(
        "body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
        sa.UniqueConstraint("sha256", name=op.f("uq_body_sha256")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "desk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("modified_at", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk")),
        sa.UniqueConstraint("name", name=op.f("uq_desk_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_desk_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("date_from", sa.String(length=10), nullable=False),
        sa.Column("date_to", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("uid", name=op.f("uq_event_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_event_date_from_date_to"), "event", ["date_from", "date_to"], unique=False
    )
    op.create_table(
        "journal_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(kind IN ('build', 'do')) = (target_id IS NULL)",
            name=op.f("ck_journal_step_target_if_replayed"),
        ),
        sa.CheckConstraint(
            "kind IN ('build', 'do', 'undo', 'redo')", name=op.f("ck_journal_step_kind_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["journal_step.id"], name=op.f("fk_journal_step_target_id_journal_step")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_step")),
        sa.UniqueConstraint("uid", name=op.f("uq_journal_step_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('person', 'place', 'body', 'term')", name=op.f("ck_name_kind_is_known")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_name_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("original_title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("colour", sa.Text(), nullable=False),
        sa.Column("dark_colour", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint("title", name=op.f("uq_publication_title")),
        sa.UniqueConstraint("uid", name=op.f("uq_publication_uid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("importer", sa.Text(), nullable=False),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("uid", name=op.f("uq_source_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_source_sha256"), "source", ["sha256"], unique=False)
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("colour", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("shortcut", sa.String(length=1), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["tag.id"], name=op.f("fk_tag_parent_id_tag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("parent_id", "name", name=op.f("uq_tag_parent_id_name")),
        sa.UniqueConstraint("uid", name=op.f("uq_tag_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_tag_root_name",
        "tag",
        ["name"],
        unique=True,
        sqlite_where=sa.text("parent_id IS NULL"),
        postgresql_where=sa.text("parent_id IS NULL"),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("byline", sa.Text(), nullable=False),
        sa.Column("dateline", sa.Text(), nullable=False),
        sa.Column("issue_date", sa.Text(), nullable=False),
        sa.Column("date_from", sa.String(length=10), nullable=False),
        sa.Column("date_to", sa.String(length=10), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("column", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
            name=op.f("fk_article_publication_id_publication"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("uid", name=op.f("uq_article_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_article_date_from_date_to"), "article", ["date_from", "date_to"], unique=False
    )
    op.create_index(op.f("ix_article_publication_id"), "article", ["publication_id"], unique=False)
    op.create_table(
        "former_title",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
            name=op.f("fk_former_title_publication_id_publication"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_title")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_former_title_publication_id"), "former_title", ["publication_id"], unique=False
    )
    op.create_table(
        "journal_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("row_key", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "action IN ('insert', 'update', 'delete')",
            name=op.f("ck_journal_change_action_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["journal_step.id"], name=op.f("fk_journal_change_step_id_journal_step")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_journal_change_step_id"), "journal_change", ["step_id"], unique=False)
    op.create_index(
        op.f("ix_journal_change_table_name_step_id"),
        "journal_change",
        ["table_name", "step_id"],
        unique=False,
    )
    op.create_table(
        "name_label",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "role IN ('preferred', 'alternate')", name=op.f("ck_name_label_role_is_known")
        ),
        sa.ForeignKeyConstraint(["name_id"], ["name.id"], name=op.f("fk_name_label_name_id_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_name_label")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_name_label_name_id"), "name_label", ["name_id"], unique=False)
    op.create_index(
        "uq_name_label_preferred",
        "name_label",
        ["name_id", "language"],
        unique=True,
        sqlite_where=sa.text("role = 'preferred'"),
        postgresql_where=sa.text("role = 'preferred'"),
    )
    op.create_table(
        "tag_label",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_tag_label_tag_id_tag")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_label")),
        sa.UniqueConstraint("tag_id", "language", name=op.f("uq_tag_label_tag_id_language")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "excerpt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("place_in_source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("current_number", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('transcription', 'ocr', 'extract', 'translation', 'abstract')",
            name=op.f("ck_excerpt_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_excerpt_article_id_article")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_excerpt_source_id_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excerpt")),
        sa.UniqueConstraint("uid", name=op.f("uq_excerpt_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_excerpt_article_id"), "excerpt", ["article_id"], unique=False)
    op.create_index(op.f("ix_excerpt_source_id"), "excerpt", ["source_id"], unique=False)
    op.create_table(
        "event_report",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("excerpt_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_event_report_event_id_event")
        ),
        sa.ForeignKeyConstraint(
            ["excerpt_id"], ["excerpt.id"], name=op.f("fk_event_report_excerpt_id_excerpt")
        ),
        sa.PrimaryKeyConstraint("event_id", "excerpt_id", name=op.f("pk_event_report")),
    )
    op.create_index(
        op.f("ix_event_report_excerpt_id"), "event_report", ["excerpt_id"], unique=False
    )
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("excerpt_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_version_body_id_body")),
        sa.ForeignKeyConstraint(
            ["excerpt_id"], ["excerpt.id"], name=op.f("fk_version_excerpt_id_excerpt")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint("excerpt_id", "number", name=op.f("uq_version_excerpt_id_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_version_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_version_body_id"), "version", ["body_id"], unique=False)
    op.create_table(
        "annotation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("creator", sa.Text(), nullable=False),
        sa.Column("created_at", sa.String(length=20), nullable=False),
        sa.Column("modified_at", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "state IN ('exact', 'moved', 'fuzzy', 'ambiguous', 'orphan')",
            name=op.f("ck_annotation_state_is_known"),
        ),
        sa.CheckConstraint('0 <= start AND start < "end"', name=op.f("ck_annotation_is_a_span")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["version.id"], name=op.f("fk_annotation_version_id_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotation")),
        sa.UniqueConstraint("uid", name=op.f("uq_annotation_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_annotation_version_id_start"), "annotation", ["version_id", "start"], unique=False
    )
    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "kind IN ('supports', 'contradicts', 'copies', 'translates', 'omits', 'responds to')",
            name=op.f("ck_link_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["origin_id"], ["annotation.id"], name=op.f("fk_link_origin_id_annotation")
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["annotation.id"], name=op.f("fk_link_target_id_annotation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint(
            "origin_id", "target_id", "kind", name=op.f("uq_link_origin_id_target_id_kind")
        ),
        sa.UniqueConstraint("uid", name=op.f("uq_link_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_link_target_id"), "link", ["target_id"], unique=False)
    op.create_table(
        "tagging",
        sa.Column("annotation_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["annotation_id"], ["annotation.id"], name=op.f("fk_tagging_annotation_id_annotation")
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_tagging_tag_id_tag")),
        sa.PrimaryKeyConstraint("annotation_id", "tag_id", name=op.f("pk_tagging")),
    )
    op.create_index(op.f("ix_tagging_tag_id"), "tagging", ["tag_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_tagging_tag_id"), table_name="tagging")
    op.drop_table("tagging")
    op.drop_index(op.f("ix_link_target_id"), table_name="link")
    op.drop_table("link")
    op.drop_index(op.f("ix_annotation_version_id_start"), table_name="annotation")
    op.drop_table("annotation")
    op.drop_index(op.f("ix_version_body_id"), table_name="version")
    op.drop_table("version")
    op.drop_index(op.f("ix_event_report_excerpt_id"), table_name="event_report")
    op.drop_table("event_report")
    op.drop_index(op.f("ix_excerpt_source_id"), table_name="excerpt")
    op.drop_index(op.f("ix_excerpt_article_id"), table_name="excerpt")
    op.drop_table("excerpt")
    op.drop_table("tag_label")
    op.drop_index(
        "uq_name_label_preferred",
        table_name="name_label",
        sqlite_where=sa.text("role = 'preferred'"),
        postgresql_where=sa.text("role = 'preferred'"),
    )
    op.drop_index(op.f("ix_name_label_name_id"), table_name="name_label")
    op.drop_table("name_label")
    op.drop_index(op.f("ix_journal_change_table_name_step_id"), table_name="journal_change")
    op.drop_index(op.f("ix_journal_change_step_id"), table_name="journal_change")
    op.drop_table("journal_change")
    op.drop_index(op.f("ix_former_title_publication_id"), table_name="former_title")
    op.drop_table("former_title")
    op.drop_index(op.f("ix_article_publication_id"), table_name="article")
    op.drop_index(op.f("ix_article_date_from_date_to"), table_name="article")
    op.drop_table("article")
    op.drop_index(
        "uq_tag_root_name",
        table_name="tag",
        sqlite_where=sa.text("parent_id IS NULL"),
        postgresql_where=sa.text("parent_id IS NULL"),
    )
    op.drop_table("tag")
    op.drop_index(op.f("ix_source_sha256"), table_name="source")
    op.drop_table("source")
    op.drop_table("publication")
    op.drop_table("name")
    op.drop_table("journal_step")
    op.drop_index(op.f("ix_event_date_from_date_to"), table_name="event")
    op.drop_table("event")
    op.drop_table("desk")
    op.drop_table("body")
    op.drop_table("archive")
