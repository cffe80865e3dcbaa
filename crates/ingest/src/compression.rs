use std::borrow::Cow;
#[cfg(any(feature = "gzip", feature = "zstd"))]
use std::io::BufReader;
use std::io::{self, Read};

use sha2::{Digest, Sha256};
use tallysheet_model::RejectReason;

use crate::StoredFile;
use crate::document::hex;
use crate::format::Compression;
use crate::refusal::Refusal;

/// `bytes` uncompressed, at most `limit` of them.
pub(crate) fn unpack(compression: Compression, bytes: &[u8], limit: u64) -> Result<Cow<'_, [u8]>, Refusal> {
    match compression {
        Compression::None if bytes.len() as u64 > limit => Err(too_large(limit)),
        Compression::None => Ok(Cow::Borrowed(bytes)),
        // A gzip file may consist of several members, one behind the other.
        #[cfg(feature = "gzip")]
        Compression::Gzip => read_packed("gzip", flate2::bufread::MultiGzDecoder::new(bytes), limit),
        #[cfg(feature = "zstd")]
        Compression::Zstd => match zstd::Decoder::with_buffer(bytes) {
            Ok(decoder) => read_packed("zstd", decoder, limit),
            Err(error) => Err(damaged("zstd", &error)),
        },
    }
}

/// Everything that `reader` gives, or `too_large` as soon as that is more than `limit` bytes.
pub(crate) fn read_all(reader: impl Read, limit: u64) -> io::Result<Result<Vec<u8>, Refusal>> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > limit { Err(too_large(limit)) } else { Ok(bytes) })
}

pub(crate) fn too_large(limit: u64) -> Refusal {
    Refusal::new(RejectReason::TooLarge, format!("more than {limit} bytes, the limit that `max_bytes` sets"))
}

#[cfg(any(feature = "gzip", feature = "zstd"))]
fn read_packed(name: &str, reader: impl Read, limit: u64) -> Result<Cow<'static, [u8]>, Refusal> {
    read_all(reader, limit).map_err(|error| damaged(name, &error))?.map(Cow::Owned)
}

fn damaged(name: &str, error: &io::Error) -> Refusal {
    Refusal::new(RejectReason::BadCompression, format!("damaged {name} stream: {error}"))
}

impl Compression {
    /// What is said of a stream that cannot be unpacked.
    pub fn damaged(self, error: &io::Error) -> Refusal {
        match self {
            Self::None => damaged("plain", error),
            #[cfg(feature = "gzip")]
            Self::Gzip => damaged("gzip", error),
            #[cfg(feature = "zstd")]
            Self::Zstd => damaged("zstd", error),
        }
    }
}

/// Gives the content of what is stored, unpacked as it is read, and hashes what is stored on the way.
pub(crate) enum Unpacked<R: Read> {
    Plain(Hashed<R>),
    #[cfg(feature = "gzip")]
    Gzip(Box<flate2::bufread::MultiGzDecoder<BufReader<Hashed<R>>>>),
    #[cfg(feature = "zstd")]
    Zstd(Box<zstd::Decoder<'static, BufReader<Hashed<R>>>>),
}

/// A reader that hashes what it gives.
pub(crate) struct Hashed<R> {
    inner: R,
    digest: Sha256,
    bytes: u64,
}

impl<R: Read> Unpacked<R> {
    pub fn new(compression: Compression, stored: R) -> io::Result<Self> {
        let stored = Hashed { inner: stored, digest: Sha256::new(), bytes: 0 };
        Ok(match compression {
            Compression::None => Self::Plain(stored),
            #[cfg(feature = "gzip")]
            Compression::Gzip => Self::Gzip(Box::new(flate2::bufread::MultiGzDecoder::new(packed(stored)))),
            #[cfg(feature = "zstd")]
            Compression::Zstd => Self::Zstd(Box::new(zstd::Decoder::with_buffer(packed(stored))?)),
        })
    }

    /// The bytes that have been read of what is stored.
    pub fn bytes_read(&self) -> u64 {
        match self {
            Self::Plain(stored) => stored.bytes,
            #[cfg(feature = "gzip")]
            Self::Gzip(decoder) => decoder.get_ref().get_ref().bytes,
            #[cfg(feature = "zstd")]
            Self::Zstd(decoder) => decoder.get_ref().get_ref().bytes,
        }
    }

    /// What is stored, read to its end.
    pub fn stored(self) -> io::Result<StoredFile> {
        let mut stored = match self {
            Self::Plain(stored) => stored,
            #[cfg(feature = "gzip")]
            Self::Gzip(decoder) => decoder.into_inner().into_inner(),
            #[cfg(feature = "zstd")]
            Self::Zstd(decoder) => decoder.finish().into_inner(),
        };
        io::copy(&mut stored, &mut io::sink())?;
        Ok(StoredFile { bytes: stored.bytes, sha256: hex(&stored.digest.finalize()) })
    }
}

#[cfg(any(feature = "gzip", feature = "zstd"))]
fn packed<R: Read>(stored: Hashed<R>) -> BufReader<Hashed<R>> {
    BufReader::with_capacity(64 << 10, stored)
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(stored) => stored.read(buffer),
            #[cfg(feature = "gzip")]
            Self::Gzip(decoder) => decoder.read(buffer),
            #[cfg(feature = "zstd")]
            Self::Zstd(decoder) => decoder.read(buffer),
        }
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.digest.update(&buffer[..read]);
        self.bytes += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_holds_without_compression_too() {
        assert_eq!(unpack(Compression::None, b"abc", 2).unwrap_err().reason, RejectReason::TooLarge);
        assert_eq!(*unpack(Compression::None, b"abc", 3).unwrap(), *b"abc");
    }

    #[cfg(feature = "gzip")]
    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        flate2::read::GzEncoder::new(bytes, flate2::Compression::default()).read_to_end(&mut packed).unwrap();
        packed
    }

    #[cfg(feature = "gzip")]
    #[test]
    fn every_member_of_a_gzip_is_read() {
        let packed = [gzip(b"one "), gzip(b"two")].concat();
        assert_eq!(*unpack(Compression::Gzip, &packed, 100).unwrap(), *b"one two");
    }

    #[cfg(feature = "gzip")]
    #[test]
    fn damaged_gzip() {
        let packed = gzip(b"a story of some length");
        for damaged in [&packed[..packed.len() - 5], b"no gzip at all", &packed[..3]] {
            let refusal = unpack(Compression::Gzip, damaged, 100).unwrap_err();
            assert_eq!(refusal.reason, RejectReason::BadCompression);
        }
    }

    #[cfg(feature = "gzip")]
    #[test]
    fn unpacking_stops_at_the_limit() {
        let packed = gzip(&vec![b'a'; 1_000_000]);
        assert_eq!(unpack(Compression::Gzip, &packed, 999_999).unwrap_err().reason, RejectReason::TooLarge);
        assert_eq!(unpack(Compression::Gzip, &packed, 1_000_000).unwrap().len(), 1_000_000);
    }

    #[cfg(feature = "zstd")]
    #[test]
    fn zstd_whole_and_damaged() {
        let packed = zstd::encode_all(&b"a story"[..], 3).unwrap();
        assert_eq!(*unpack(Compression::Zstd, &packed, 100).unwrap(), *b"a story");
        for damaged in [&packed[..packed.len() - 2], b"no zstd"] {
            let refusal = unpack(Compression::Zstd, damaged, 100).unwrap_err();
            assert_eq!(refusal.reason, RejectReason::BadCompression);
        }
    }
}
