package import Foundation

/// Makes zip archives entry by entry, sound ones and others: what a library for zip refuses to write, this writes.
package struct ZipBuilder {
    package struct Entry {
        package var name: String
        package var data: Data
        /// 0 is stored as it is, 8 deflate.
        package var method: UInt16 = 0
        /// What the directory claims instead of the truth.
        package var claimedCRC: UInt32?
        package var claimedSize: Int?
        package var flags: UInt16 = 0

        package init(name: String, data: Data) {
            self.name = name
            self.data = data
        }

        /// An entry whose data are already packed with deflate: `size` and `crc` are those of what comes out.
        package init(name: String, deflated: Data, size: Int, crc: UInt32) {
            self.name = name
            data = deflated
            method = 8
            claimedSize = size
            claimedCRC = crc
        }
    }

    package var entries: [Entry] = []

    package init() {}

    package init(_ files: [(name: String, text: String)]) {
        entries = files.map { Entry(name: $0.name, data: Data($0.text.utf8)) }
    }

    package mutating func add(_ name: String, _ text: String) {
        entries.append(Entry(name: name, data: Data(text.utf8)))
    }

    /// The archive.
    package func data() -> Data {
        var archive = Data()
        var directory = Data()
        for entry in entries {
            let offset = archive.count
            let fields = Self.sharedFields(entry)
            archive.append(Self.bytes([0x0403_4B50 as UInt32]) + Self.bytes([20 as UInt16]) + fields)
            archive.append(Data(entry.name.utf8) + entry.data)
            directory.append(Self.bytes([0x0201_4B50 as UInt32]) + Self.bytes([20, 20] as [UInt16]) + fields)
            directory.append(Self.bytes([0, 0, 0] as [UInt16]) + Self.bytes([0, UInt32(offset)] as [UInt32]))
            directory.append(Data(entry.name.utf8))
        }
        let start = archive.count
        archive.append(directory)
        archive.append(Self.bytes([0x0605_4B50 as UInt32]))
        archive.append(Self.bytes([0, 0, UInt16(entries.count), UInt16(entries.count)] as [UInt16]))
        archive.append(Self.bytes([UInt32(directory.count), UInt32(start)] as [UInt32]) + Self.bytes([0 as UInt16]))
        return archive
    }

    /// Flags, method, time, checksum, sizes, length of the name, length of the rest.
    private static func sharedFields(_ entry: Entry) -> Data {
        bytes([entry.flags | 0x0800, entry.method, 0, 0x21] as [UInt16])
            + bytes(
                [
                    entry.claimedCRC ?? crc32(entry.data), UInt32(entry.data.count),
                    UInt32(entry.claimedSize ?? entry.data.count),
                ] as [UInt32]
            )
            + bytes([UInt16(entry.name.utf8.count), 0] as [UInt16])
    }

    private static func bytes<T: FixedWidthInteger>(_ numbers: [T]) -> Data {
        numbers.reduce(into: Data()) { data, number in
            withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
        }
    }

    /// The checksum of an entry.
    package static func crc32(_ data: Data) -> UInt32 {
        ~data.reduce(~0 as UInt32) { crc, byte in crc >> 8 ^ table[Int((crc ^ UInt32(byte)) & 0xFF)] }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }
}
