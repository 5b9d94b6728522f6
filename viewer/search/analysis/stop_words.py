"""Words that carry no subject, by language: they do not earn a text a place in the second tier.

Exact forms (`analyser.exact_form`). They are indexed and searched like all others.
"""

from __future__ import annotations

ENGLISH = """
a about after all also am an and any are as at be because been before being but by can could did
do does doing for from had has have he her here him his how i if in into is it its me my no nor
not of on once only or our out over own she should so some such than that the their them then
there these they this those through to too under until up very was we were what when where which
while who whom why will with would you your
"""

RUSSIAN = """
а без бы был была были было быть в вам вас ведь во вот все всех вы где да даже для до его ее если
есть еще же за и из или им их к как ко когда кто ли между меня мне мы на над нам нас наш не него
нее ней нет ни них но о об он она они оно от перед по под при про с сам себя со свой так также там
те тем то того тоже той только том тот ты у уже чего чем что чтобы эта эти это этого этой этом
этот эту я
"""

MONGOLIAN = """
аль байв байгаа байна байсан бас би бид биш болж болно болов болон болсон бөгөөд бүх вэ гэж гэх
гэсэн гэдэг да дараа дотор дээр ер л мөн манай минь мөн нь нэг одоо та тийм тул түүний тэд тэдний
тэр тэрээр уу үед үү харин хийж хэн хэрэв хэрхэн ч чи чинь шиг энэ эдгээр юм юу ямар яаж
"""

STOP_WORDS = frozenset(f"{ENGLISH} {RUSSIAN} {MONGOLIAN}".split())
