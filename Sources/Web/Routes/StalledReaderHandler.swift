internal import NIOCore

/// Closes a connection whose client has stopped reading its answer: without it, an answer larger than the system's
/// buffers would wait for ever, and hold its memory.
final class StalledReaderHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Any

    private let patience: TimeAmount
    private var closing: Scheduled<Void>?

    /// - Parameter patience: the time in which at least what is above the channel's low mark (32 KiB) must have been
    ///   read.
    init(patience: TimeAmount) { self.patience = patience }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        closing?.cancel()
        closing = nil
        if !context.channel.isWritable {
            let channel = context.channel
            closing = context.eventLoop.scheduleTask(in: patience) { channel.close(promise: nil) }
        }
        context.fireChannelWritabilityChanged()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        closing?.cancel()
        closing = nil
    }
}
