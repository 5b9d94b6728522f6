"""What lists are read page by page with: a sort key of each quotation, and indexes.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ROWS_AT_ONCE = 5000


def upgrade() -> None:
    op.add_column("annotation", sa.Column("sort_key", sa.Text(), nullable=False, server_default=""))
    _fill_sort_keys()
    op.create_index(op.f("ix_annotation_sort_key"), "annotation", ["sort_key"], unique=False)
    op.create_index(
        "ix_annotation_noted",
        "annotation",
        ["id"],
        unique=False,
        sqlite_where=sa.text("note != ''"),
        postgresql_where=sa.text("note != ''"),
    )
    op.create_index(op.f("ix_article_issue_date"), "article", ["issue_date"], unique=False)
    op.create_index(
        op.f("ix_article_publication_id_issue_date"),
        "article",
        ["publication_id", "issue_date"],
        unique=False,
    )
    op.drop_index(op.f("ix_article_publication_id"), table_name="article")
    op.create_index(
        op.f("ix_tagging_tag_id_annotation_id"),
        "tagging",
        ["tag_id", "annotation_id"],
        unique=False,
    )
    op.drop_index(op.f("ix_tagging_tag_id"), table_name="tagging")


def downgrade() -> None:
    op.create_index(op.f("ix_tagging_tag_id"), "tagging", ["tag_id"], unique=False)
    op.drop_index(op.f("ix_tagging_tag_id_annotation_id"), table_name="tagging")
    op.create_index(op.f("ix_article_publication_id"), "article", ["publication_id"], unique=False)
    op.drop_index(op.f("ix_article_publication_id_issue_date"), table_name="article")
    op.drop_index(op.f("ix_article_issue_date"), table_name="article")
    op.drop_index("ix_annotation_noted", table_name="annotation")
    op.drop_index(op.f("ix_annotation_sort_key"), table_name="annotation")
    op.drop_column("annotation", "sort_key")


def _fill_sort_keys() -> None:
    """As the program does for each new quotation, at the time of this migration."""
    connection = op.get_bind()
    newest = 0
    while rows := connection.execute(
        sa.text("SELECT id, quote FROM annotation WHERE id > :newest ORDER BY id LIMIT :most"),
        {"newest": newest, "most": _ROWS_AT_ONCE},
    ).all():
        newest = rows[-1].id
        connection.execute(
            sa.text("UPDATE annotation SET sort_key = :sort_key WHERE id = :id"),
            [{"id": row.id, "sort_key": _sort_key(row.quote)} for row in rows],
        )


def _sort_key(quote: str) -> str:
    return " ".join(quote[:256].split())[:64].casefold()
