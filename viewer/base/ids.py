"""Ids that cross layers. Each is the integer primary key of one catalogue table."""

from typing import NewType

PublicationId = NewType("PublicationId", int)
ArticleId = NewType("ArticleId", int)
ExcerptId = NewType("ExcerptId", int)
VersionId = NewType("VersionId", int)
SourceId = NewType("SourceId", int)
AnnotationId = NewType("AnnotationId", int)
TagId = NewType("TagId", int)
LinkId = NewType("LinkId", int)
NameId = NewType("NameId", int)
EventId = NewType("EventId", int)
StepId = NewType("StepId", int)
