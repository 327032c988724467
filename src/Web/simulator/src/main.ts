const desk = document.getElementById("desk");
if (desk) desk.textContent = "The simulator's desk is on its way.";
