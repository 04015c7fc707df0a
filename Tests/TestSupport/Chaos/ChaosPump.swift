import Glibc

/// One direction of one connection: a bounded queue of bytes between two descriptors, and the fault that rules them.
///
///     pass -- N bytes --> fault          (N is 0 unless asked; a new fault starts the count anew)
///     source ended, queue empty --> finished: the sink hears the end
struct ChaosPump {
    /// When this direction of the connection is over, and how.
    enum Verdict { case goOn, cut, reset }

    private struct Chunk {
        var bytes: ArraySlice<UInt8>
        var due: Double
    }

    /// What the proxy holds of one direction at most, as a slow network would.
    private static let queueLimitBytes = 256 << 10
    private static let readSizeBytes = 64 << 10

    /// The source has nothing more to say and the sink has been told.
    private(set) var isFinished = false
    private var fault: ChaosFault = .pass
    private var bytesBeforeFault = 0
    private var queue: [Chunk] = []
    private var queuedBytes = 0
    private var sourceEnded = false
    /// A freeze set without a count holds what is queued too; one that a count led to lets it go first.
    private var holdsQueue = false

    private var active: ChaosFault { bytesBeforeFault > 0 ? .pass : fault }

    /// Puts `fault` in force once `afterBytes` more bytes have been read. What waits for its time goes at once.
    mutating func apply(_ fault: ChaosFault, afterBytes: Int) {
        self.fault = fault
        bytesBeforeFault = afterBytes
        holdsQueue = active == .freeze
        for index in queue.indices { queue[index].due = 0 }
        if [.cut, .reset].contains(active) { dropQueue() }
    }

    var wantsRead: Bool {
        switch active {
        case .freeze, .cut, .reset: false
        case .pass, .delay, .slice, .discard: !sourceEnded && queuedBytes < Self.queueLimitBytes
        }
    }

    func wantsWrite(now: Double) -> Bool {
        guard let first = queue.first, !holdsQueue else { return false }
        return first.due <= now
    }

    /// When a delayed chunk may go; nil when none waits.
    var nextDue: Double? { holdsQueue ? nil : queue.first?.due }

    /// Whether the connection must end now: what came before the fault has gone out.
    var verdict: Verdict {
        switch active {
        case .cut: queue.isEmpty ? .cut : .goOn
        case .reset: queue.isEmpty ? .reset : .goOn
        default: .goOn
        }
    }

    /// Takes what the source has. False when the source failed.
    mutating func read(from source: Int32, now: Double) -> Bool {
        guard wantsRead else { return true }
        let limit = bytesBeforeFault > 0 ? min(bytesBeforeFault, Self.readSizeBytes) : Self.readSizeBytes
        var received = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            received = recv(source, buffer.baseAddress, limit, 0)
            count = max(0, received)
        }
        if received < 0 { return errno == EAGAIN || errno == EINTR }
        guard received > 0 else {
            sourceEnded = true
            return true
        }
        let wasActive = active
        bytesBeforeFault = max(0, bytesBeforeFault - received)
        if wasActive == .discard { return true }
        var due = now
        if case .delay(let seconds) = wasActive { due += seconds }
        queue.append(Chunk(bytes: bytes[...], due: due))
        queuedBytes += received
        return true
    }

    /// Hands on what is due and returns how many bytes went; nil when the sink failed.
    mutating func write(to sink: Int32, now: Double) -> Int? {
        var total = 0
        while wantsWrite(now: now), let first = queue.first {
            var size = first.bytes.count
            if case .slice(let sizeBytes) = active { size = min(size, max(1, sizeBytes)) }
            let sent = first.bytes.withUnsafeBytes { send(sink, $0.baseAddress, size, Int32(MSG_NOSIGNAL)) }
            guard sent >= 0 else { return errno == EAGAIN || errno == EINTR ? total : nil }
            total += sent
            queuedBytes -= sent
            queue[0].bytes = first.bytes.dropFirst(sent)
            if queue[0].bytes.isEmpty { queue.removeFirst() }
            if case .slice = active { break }
        }
        if sourceEnded && queue.isEmpty && !isFinished && active != .freeze {
            shutdown(sink, Int32(SHUT_WR))
            isFinished = true
        }
        return total
    }

    private mutating func dropQueue() {
        queue = []
        queuedBytes = 0
    }
}
