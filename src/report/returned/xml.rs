//! The parts of an office file, piece by piece, whatever program has written them: names without their prefixes, attributes in order.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::bounds::Unreadable;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Open(String, Vec<(String, String)>),
    Close(String),
    Text(String),
}

/// Hands on all pieces of a part. Entities that the part itself defines are not unfolded.
pub(crate) fn pieces(bytes: &[u8], mut take: impl FnMut(Piece)) -> Result<(), Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(Unreadable::of)?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event().map_err(Unreadable::of)? {
            Event::Start(start) => take(open(&reader, &start)?),
            Event::Empty(start) => {
                take(open(&reader, &start)?);
                take(Piece::Close(local(start.name().as_ref())));
            }
            Event::End(end) => take(Piece::Close(local(end.name().as_ref()))),
            Event::Text(text) => take(Piece::Text(text.decode().map_err(Unreadable::of)?.into_owned())),
            Event::CData(data) => take(Piece::Text(data.decode().map_err(Unreadable::of)?.into_owned())),
            Event::GeneralRef(name) => {
                let sign = name.resolve_char_ref().map_err(Unreadable::of)?.map(String::from);
                let named = name.decode().map_err(Unreadable::of)?;
                take(Piece::Text(sign.unwrap_or_else(|| resolve_predefined_entity(&named).unwrap_or_default().to_owned())));
            }
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
            Event::Eof => return Ok(()),
        }
    }
}

fn open(reader: &Reader<&[u8]>, start: &BytesStart<'_>) -> Result<Piece, Unreadable> {
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(Unreadable::of)?;
        let value = attribute.decoded_and_normalized_value(XmlVersion::Implicit1_0, reader.decoder()).map_err(Unreadable::of)?;
        let key = attribute.key.as_ref();
        if !key.starts_with(b"xmlns") {
            attributes.push((local(key), value.into_owned()));
        }
    }
    attributes.sort();
    Ok(Piece::Open(local(start.name().as_ref()), attributes))
}

fn local(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.rsplit(':').next().unwrap_or_default().to_owned()
}
