internal import Glibc
internal import Synchronization

/// One run of the program that prints. It belongs to a process group of its own, which is killed whole.
final class PDFProcess: Sendable {
    /// What the process has said so far.
    private struct Answer {
        var output: [UInt8] = []
        var errors: [UInt8] = []
        var isOutputOpen = true
        var areErrorsOpen = true
    }

    private static let pieceBytes = 64 * 1024
    /// Of what stands on standard error the end is kept.
    private static let errorBytes = 4 * 1024
    /// How long a cancellation may go unseen.
    private static let pollMilliseconds: Int32 = 50
    private static let notInstalled: Int32 = 3

    private let command: [String]
    private let limits: PDFRenderer.Limits
    private let isCancelled = Atomic(false)

    init(command: [String], limits: PDFRenderer.Limits) {
        self.command = command
        self.limits = limits
    }

    /// Has `run` end soon; before it has begun as well.
    func cancel() { isCancelled.store(true, ordering: .relaxed) }

    /// Runs the program on some input, on a thread that may wait.
    /// - Returns: its output.
    /// - Throws: `PDFRenderer.Refusal`, `CancellationError`.
    func run(_ input: [UInt8]) throws -> [UInt8] {
        let channels = try PDFChannels()
        defer { channels.close() }
        let process = try channels.spawn(command)
        channels.closeFarEnds()
        let deadline = ContinuousClock.now + limits.time
        do {
            let answer = try exchange(input, channels, until: deadline)
            let status = try wait(for: process, until: deadline)
            if status == 0, answer.output.starts(with: "%PDF-".utf8) { return answer.output }
            if status == Self.notInstalled { throw PDFRenderer.Refusal.notInstalled }
            throw PDFRenderer.Refusal.failed("\(status): \(String(decoding: answer.errors, as: UTF8.self))")
        } catch {
            kill(-process, SIGKILL)
            var status: Int32 = 0
            while waitpid(process, &status, 0) == -1, errno == EINTR {}
            throw error
        }
    }

    private func check(_ deadline: ContinuousClock.Instant) throws {
        if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
        if ContinuousClock.now >= deadline { throw PDFRenderer.Refusal.timedOut }
    }

    /// Writes the input and reads what comes until both ends are closed.
    private func exchange(
        _ input: [UInt8],
        _ channels: PDFChannels,
        until deadline: ContinuousClock.Instant
    ) throws -> Answer {
        var answer = Answer()
        var sent = 0
        while answer.isOutputOpen || answer.areErrorsOpen {
            try check(deadline)
            // a negative descriptor is left out of the wait
            var waits = [
                pollfd(fd: sent < input.count ? channels.input : -1, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: answer.isOutputOpen ? channels.output : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: answer.areErrorsOpen ? channels.errors : -1, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&waits, nfds_t(waits.count), Self.pollMilliseconds) > 0 else { continue }
            if waits[0].revents != 0 {
                sent = channels.send(input, from: sent) ?? input.count
                if sent == input.count { channels.closeInput() }
            }
            if waits[1].revents != 0 {
                answer.isOutputOpen = channels.read(channels.output, into: &answer.output, Self.pieceBytes)
                guard answer.output.count <= limits.outputBytes else { throw PDFRenderer.Refusal.tooLarge }
            }
            if waits[2].revents != 0 {
                answer.areErrorsOpen = channels.read(channels.errors, into: &answer.errors, Self.pieceBytes)
                answer.errors = answer.errors.suffix(Self.errorBytes)
            }
        }
        return answer
    }

    /// The status with which the process ends; of one that was killed, 128 and the signal.
    private func wait(for process: pid_t, until deadline: ContinuousClock.Instant) throws -> Int32 {
        var status: Int32 = 0
        while true {
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process { break }
            guard ended == 0 || errno == EINTR else { return -1 }
            try check(deadline)
            usleep(2_000)
        }
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }
}
