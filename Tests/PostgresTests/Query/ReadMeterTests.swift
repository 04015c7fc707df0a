import Glibc
import Testing

@testable import Postgres

@Suite struct ReadMeterTests {
    /// Two ends of one connection.
    private enum Kind: String, CaseIterable {
        case unix, tcp

        func pair() throws -> (Int32, Int32) {
            if self == .unix {
                var ends: [Int32] = [-1, -1]
                try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
                return (ends[0], ends[1])
            }
            let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(listener) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            let isConnected = withUnsafeMutableBytes(of: &address) { bytes -> Bool in
                guard let address = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress else { return false }
                return bind(listener, address, size) == 0 && listen(listener, 1) == 0
                    && getsockname(listener, address, &size) == 0 && connect(client, address, size) == 0
            }
            try #require(isConnected)
            return (client, accept(listener, nil, nil))
        }
    }

    @Test(arguments: ["unix", "tcp"])
    func `every byte that is read is counted, however much comes meanwhile`(_ kind: String) throws {
        let (reader, writer) = try #require(Kind(rawValue: kind)).pair()
        defer { [reader, writer].forEach { _ = close($0) } }
        var bytes = [UInt8](repeating: 7, count: 50_000)
        // Before the meter is made, as the start of every session.
        try #require(write(writer, bytes, 100) == 100)
        try #require(read(reader, &bytes, 100) == 100)
        var meter = PostgresReadMeter(socket: reader)
        var total = 0
        for size in [1, 1000, 50_000, 16_384, 7] {
            try #require(write(writer, bytes, size) == size)
            meter.willRead()
            var left = size
            while left > 0 {
                let count = read(reader, &bytes, left)
                try #require(count > 0)
                left -= count
            }
            total += size
            // As much again comes before it is looked at; TCP counts it at once, the others when it is read.
            try #require(write(writer, bytes, 3000) == 3000)
            let counted = meter.didRead()
            #expect(counted >= total)
            #expect(counted <= total + 3000)
            try #require(read(reader, &bytes, 3000) == 3000)
            total += 3000
            meter.willRead()
            #expect(meter.didRead() == total)
        }
    }
}
