using System;

namespace Retention.Consumer.Net472
{
    /// <summary>
    /// Uses the library as a host on .NET Framework 4.7.2 with C# 7.3 does: plain constructors, property setters, type patterns.
    /// Prints one line per check; exits with 1 if one is wrong.
    /// </summary>
    public static class Program
    {
        public static int Main()
        {
            var check = new Checks();
            try
            {
                ValueChecks.Run(check);
                FactChecks.Run(check);
                PolicyChecks.Run(check);
                TieringChecks.Run(check);
                MessageChecks.Run(check);
                LoyaltyChecks.Run(check);
                CalendarSteps.Run(check);
                CalendarChecks.Run(check);
                SlaSteps.Run(check);
                LifecycleSteps.Run(check);
                HealthSteps.Run(check);
                HostingChecks.Run(check);
                SerializationChecks.Run(check);
                ContainerChecks.Run(check);
            }
            catch (Exception e)
            {
                Console.WriteLine("wrong: an exception ended the checks: " + e);
                return 1;
            }

            Console.WriteLine(check.Count + " checks, " + check.Wrong + " wrong");
            return check.Wrong == 0 ? 0 : 1;
        }
    }
}
