import Glibc

/// Counts the bytes that libpq reads from a socket, which it does not tell, as exactly as the kernel tells: TCP counts what has
/// come, and a Unix socket moves its peek offset (which nobody uses) back by what is read. Where neither works it is estimated
/// from what waits before and after a read.
struct PostgresReadMeter {
    private enum Way {
        case received(before: UInt64)
        case peekOffset
        case estimate
    }

    /// Where `tcp_info` of the kernel has `tcpi_bytes_received`; glibc's declaration ends before it.
    private static let receivedOffset = 128
    /// Counted down from here, and set again at half of it, which no read takes it from to zero: libpq's buffer for a message
    /// of 1 GiB, the largest that there is, has no more free than that.
    private static let peekOffset = Int32.max
    /// What libpq takes in one read at least, where that much is there: its buffer is as large at first.
    private static let leastReadBytes = 16_384

    private let socket: Int32
    private let way: Way
    private var counted = 0
    private var waitingBefore = 0
    private var offsetBefore = PostgresReadMeter.peekOffset

    init(socket: Int32) {
        self.socket = socket
        if let received = Self.received(socket) {
            way = .received(before: received)
        } else if Self.setPeekOffset(socket) {
            way = .peekOffset
        } else {
            way = .estimate
        }
    }

    /// To be called before a read.
    mutating func willRead() {
        if case .estimate = way { waitingBefore = Self.waiting(socket) }
    }

    /// To be called after it.
    /// - Returns: what was read since the meter was made.
    mutating func didRead() -> Int {
        switch way {
        case .received(let before):
            counted = Int(clamping: (Self.received(socket) ?? before) &- before)
        case .peekOffset:
            let offset = Self.option(socket, SOL_SOCKET, SO_PEEK_OFF) ?? offsetBefore
            counted += Int(offsetBefore) - Int(offset)
            offsetBefore = offset
            if offset <= Self.peekOffset / 2, Self.setPeekOffset(socket) { offsetBefore = Self.peekOffset }
        case .estimate:
            // What came meanwhile hides what was read.
            counted += max(waitingBefore - Self.waiting(socket), min(waitingBefore, Self.leastReadBytes))
        }
        return counted
    }

    private static func received(_ socket: Int32) -> UInt64? {
        guard option(socket, SOL_SOCKET, SO_DOMAIN) != AF_UNIX else { return nil }
        return withUnsafeTemporaryAllocation(byteCount: receivedOffset + 8, alignment: 8) { info in
            var size = socklen_t(info.count)
            guard getsockopt(socket, Int32(IPPROTO_TCP), TCP_INFO, info.baseAddress, &size) == 0,
                Int(size) == info.count
            else { return nil }
            let received = info.load(fromByteOffset: receivedOffset, as: UInt64.self)
            // A session has received something by now, so this is a kernel that does not count.
            return received > 0 ? received : nil
        }
    }

    private static func setPeekOffset(_ socket: Int32) -> Bool {
        var offset = peekOffset
        return setsockopt(socket, SOL_SOCKET, SO_PEEK_OFF, &offset, socklen_t(MemoryLayout<Int32>.size)) == 0
    }

    private static func option(_ socket: Int32, _ level: Int32, _ name: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(socket, level, name, &value, &size) == 0 ? value : nil
    }

    private static func waiting(_ socket: Int32) -> Int {
        var waiting: Int32 = 0
        return ioctl(socket, UInt(FIONREAD), &waiting) == 0 ? Int(waiting) : 0
    }
}
