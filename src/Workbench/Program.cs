using Workbench;
using Workbench.Commands;

if (WorkbenchCommands.Handles(args))
    return await WorkbenchCommands.RunAsync(args, Console.Out, Console.Error);

var app = WorkbenchApplication.Build(args);
await app.PrepareAsync();
await app.RunAsync();
return 0;
