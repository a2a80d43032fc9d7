using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Serialization.SystemTextJson;

namespace Retention.Consumer.Net472
{
    /// <summary>Commands, events, states and policies as JSON, as they lie in a database of the host.</summary>
    internal static class SerializationChecks
    {
        private static readonly CancellationToken Never = CancellationToken.None;

        internal static void Run(Checks check)
        {
            RunAsync(check).GetAwaiter().GetResult();
            Unreadable(check);
            Policies(check);
        }

        private static async Task RunAsync(Checks check)
        {
            var snapshots = new JsonSnapshotCodec();
            var store = new InMemoryEventStore();
            var runner = new DecisionRunner(store, new HostClock(LoyaltyChecks.March(1)), new RunnerOptions { SnapshotEvery = 1, CachedStates = 0 }, snapshots);
            ProcessStreams<PointsAccountState, PointsCommand, PointsEvent> accounts = runner.Streams(StreamKinds.Points(LoyaltyProgramme.Book));
            await accounts.HandleAsync("C-1", HostingChecks.Request("open", at => HostingChecks.Open(at, "C-1")), Never);
            await accounts.HandleAsync("C-1", HostingChecks.Request("SO-1", at => HostingChecks.Order(at, "SO-1", 1280.5m)), Never);
            CommandResult<PointsAccountState, PointsEvent> last = await accounts.HandleAsync(
                "C-1", HostingChecks.Request("A-1", at => new AdjustPoints(at, "A-1", LoyaltyProgramme.Points, new Points(0.5m), null, "clerk", "补偿 😀", null)), Never);

            // Every command and event goes to a row and comes back.
            var codec = new JsonEventCodec();
            IReadOnlyList<DecisionRecord> history = await accounts.ReadHistoryAsync("C-1", 0, 100, Never);
            foreach (Message message in history.SelectMany(d => new[] { d.Decision.Command }.Concat(d.Decision.Events)))
            {
                EncodedMessage row = codec.Encode(message);
                check.Equal(row.TypeName + " v" + row.SchemaVersion + " as JSON", true, message.Equals(codec.Decode(new EncodedMessage(row.TypeName, row.SchemaVersion, row.Payload))));
            }

            check.Equal("Chinese and emoji", true, codec.Encode(history[history.Count - 1].Decision.Command).Payload.Contains("补偿 😀"));

            // A state goes the same way, and the runner reads its own.
            string schema = snapshots.SchemaOf(typeof(PointsAccountState));
            string text = snapshots.Encode(last.State);
            var state = (PointsAccountState)snapshots.Decode(typeof(PointsAccountState), text);
            check.Equal("the state's points", last.State.Wallet(LoyaltyProgramme.Points).Available, state.Wallet(LoyaltyProgramme.Points).Available);
            check.Equal("the state once more", true, text == snapshots.Encode(state));
            StreamSlice slice = await store.ReadAsync(new StreamRead(accounts.Kind.Stream("C-1"), 0, 100, null, schema), Never);
            check.Equal("what the runner kept", true, text == slice.Snapshot.Payload);
            check.Equal("what is read after it", 0, slice.Decisions.Count);
            check.Equal("what the account says from it", 1280.5m, (await accounts.ViewAsync("C-1", null, Never)).State.Wallet(LoyaltyProgramme.Points).Available.Value);
        }

        private static void Unreadable(Checks check)
        {
            string problem = "none";
            try
            {
                new JsonEventCodec().Decode(new EncodedMessage("loyalty.open-account", 99, "{}"));
            }
            catch (UnreadableMessageException e)
            {
                problem = e.TypeName + " v" + e.SchemaVersion;
            }

            check.Equal("a message of a later library", "loyalty.open-account v99", problem);
        }

        private static void Policies(Checks check)
        {
            var options = new LoyaltyOptions { Preset = LoyaltyPresets.BronzeToDiamond, Label = "2026" };
            string file = JsonPolicyOptions.Write(options);
            LoyaltyOptions read = JsonPolicyOptions.Read<LoyaltyOptions>(file);
            check.Equal("a policy as JSON", LoyaltyPolicy.Compile(options, LoyaltyPresets.Catalogue).Policy.Version, LoyaltyPolicy.Compile(read, LoyaltyPresets.Catalogue).Policy.Version);
        }
    }
}
