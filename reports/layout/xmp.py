"""Adds to a file's metadata that it is PDF/UA-1 (for assistive programs), beside PDF/A-2a (for archives)."""

from collections.abc import Callable

# PDF/A requires a description of every property that it doesn't define itself.
_ACCESSIBILITY = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" />
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_END = b"</rdf:RDF>"


def with_accessibility(generate: Callable[..., bytes]) -> Callable[..., bytes]:
    """Wrap WeasyPrint's function so that its description is followed by the portal's."""

    def described(*args) -> bytes:
        description = generate(*args)
        assert description.endswith(_END), "WeasyPrint describes the file otherwise than it did"  # noqa: S101
        return description.removesuffix(_END) + _ACCESSIBILITY + _END

    return described
